package org.schoolgate.rules.index;

import com.google.re2j.Pattern;

/**
 * What it takes to try expressions, in steps: for each character RE2 looks at each instruction of a program once at most. Where
 * all of a program is in play, as {@code a.{900}b} in a row of a's, a step takes some 15 ns; of an alternation of words hardly
 * any is, and it takes a fiftieth of that.
 */
final class TryCost {
    /** Of what the literals of a URL call for: some 10 ms, and a quarter of a second at the very worst. */
    static final long MAX_OF_URL = 1 << 24;

    /** Of one expression. */
    static final int MAX_INSTRUCTIONS = 2048;

    /** For a character of each URL, of all expressions without a literal: some 30 ms for 8 KB at the very worst. */
    static final int MAX_WITHOUT_LITERAL = 256;

    /** A character has its price, however little is done with it. */
    private static final int OVERHEAD = 16;

    private TryCost() {}

    /** Steps for a character. */
    static int of(Pattern pattern) {
        return (OVERHEAD + pattern.programSize()) * (isTriedWithoutScheme(pattern) ? 2 : 1);
    }

    /** Whether it can be found in a URL without its scheme, and not in the same with it. */
    static boolean isTriedWithoutScheme(Pattern pattern) {
        return pattern.pattern().contains("^") || pattern.pattern().contains("\\A");
    }
}
