package org.schoolgate.rules.list;

import java.io.IOException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;

/** What a {@link ListReader} finds in the line that it is reading. */
interface LineOutcome {
    /** Of the list that is read. */
    Category category();

    /** Whether lists of the category name sites to let through. */
    boolean isOfGoodSites();

    /** Counted from 1. */
    int line();

    /** What is told from now on, up to the next line, stands on an earlier one. */
    void at(int line);

    /** The line is part of the list: no comment. */
    void count();

    /** The line holds a host as people write it. Rejected by itself when it is none, or must not be listed. */
    void name(String host, Scope scope, Effect effect) throws IOException;

    /** As {@link #name}, of what is on the list. */
    default void entry(String host, Scope scope) throws IOException {
        name(host, scope, Effect.LISTED);
    }

    /**
     * The line holds an entry. Rejected by itself when it must not be listed.
     *
     * @param text the entry as it stands there
     */
    void entry(String text, ListEntry entry, Effect effect) throws IOException;

    /** The line, or this text on it, cannot be taken. */
    void reject(String text, String reason);

    /** Something is worth counting without being an entry. */
    void seen(String what);
}
