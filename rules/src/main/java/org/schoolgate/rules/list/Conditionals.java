package org.schoolgate.rules.list;

/** {@code !#if} and what belongs to it: parts of a list for programs with this or that ability, none of which is ours. */
final class Conditionals {
    /** One bit for each {@code !#if} that is open, set where its lines are not ours. */
    private long skipped;

    private int depth;

    void read(String line, LineOutcome out) {
        if (line.startsWith("!#if")) {
            if (depth == Long.SIZE) {
                out.reject(line, "!#if nested too deep");
                return;
            }
            skipped |= 1L << depth++;
        } else if (line.startsWith("!#else") && depth > 0) {
            skipped ^= 1L << (depth - 1);
        } else if (line.startsWith("!#endif") && depth > 0) {
            skipped &= ~(1L << --depth);
        } else if (line.startsWith("!#include")) {
            out.reject(line, "includes a file that was not given");
        }
    }

    boolean isSkipping() {
        return skipped != 0;
    }
}
