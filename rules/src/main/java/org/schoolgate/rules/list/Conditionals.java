package org.schoolgate.rules.list;

import java.util.regex.Pattern;

/**
 * Parts of an adblock list for other programs: what stands between {@code !#if} and {@code !#endif}, for those with this or
 * that ability, and the line behind a hint of AdGuard's, {@code !+ PLATFORM(…)}. None of them is ours.
 */
final class Conditionals {
    private static final Pattern PLATFORM = Pattern.compile("!\\+(?:.*\\W)?PLATFORM\\(.*");

    /** One bit for each {@code !#if} that is open, set where its lines are not ours. */
    private long skipped;

    private int depth;
    private boolean isBehindHint;
    private boolean isHint;

    /**
     * Has to be told of every line.
     *
     * @return why the line cannot be kept to; empty when it can
     */
    String read(String line) {
        isBehindHint = isHint;
        isHint = line.startsWith("!+") && PLATFORM.matcher(line).matches();
        if (line.startsWith("!#if")) {
            return open();
        }
        if (line.startsWith("!#else") && depth > 0) {
            skipped ^= 1L << (depth - 1);
        } else if (line.startsWith("!#endif") && depth > 0) {
            skipped &= ~(1L << --depth);
        }
        return line.startsWith("!#include") ? "includes a file that was not given" : "";
    }

    private String open() {
        if (depth == Long.SIZE) {
            return "!#if nested too deep";
        }
        skipped |= 1L << depth++;
        return "";
    }

    /** Whether the line last read is for another program. */
    boolean isSkipping() {
        return skipped != 0 || isBehindHint;
    }
}
