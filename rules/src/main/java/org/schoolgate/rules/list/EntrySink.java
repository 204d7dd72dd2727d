package org.schoolgate.rules.list;

import java.io.IOException;
import org.schoolgate.rules.Effect;

/** Takes the entries of one file in the order of its lines. */
@FunctionalInterface
public interface EntrySink {
    /**
     * Takes an entry.
     *
     * @param line counted from 1; several entries may stand on one line
     * @throws IOException when it cannot be kept; reading stops
     */
    void accept(ListEntry entry, Effect effect, int line) throws IOException;

    /** Takes the files of a source. */
    @FunctionalInterface
    interface Opener {
        /** Called once for each file, before its entries. The files of one list need not follow each other. */
        EntrySink open(ListFile file) throws IOException;
    }
}
