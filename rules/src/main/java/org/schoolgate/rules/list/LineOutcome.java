package org.schoolgate.rules.list;

import java.io.IOException;
import org.schoolgate.rules.Scope;

/** What a {@link ListReader} finds in the line that it is reading. */
interface LineOutcome {
    /** The line is part of the list: no comment. */
    void count();

    /** The line holds a host as people write it. Rejected by itself when it is none, or too short to be listed. */
    void entry(String host, Scope scope) throws IOException;

    /** The line, or this text on it, cannot be taken. */
    void reject(String text, String reason);

    /** Something is worth counting without being an entry. */
    void seen(String what);
}
