package org.schoolgate.rules.list;

import java.io.IOException;

/** The lines of one format. One instance reads one file, from its first line to its last. */
interface ListReader {
    /**
     * Reads a line.
     *
     * @param line not empty, without white space around it and without its line end
     * @param out told what the line holds; nothing for a comment
     */
    void read(String line, LineOutcome out) throws IOException;

    /** The file has ended; whatever was begun is told now. */
    default void end(LineOutcome out) {}
}
