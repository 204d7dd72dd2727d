package org.schoolgate.rules.url;

import java.util.Arrays;

/**
 * Path and query in the form that lists of URLs are matched by (Safe Browsing, "URLs and Hashing"): dot segments gone,
 * percent escapes decoded until none is left, runs of slashes joined; then control characters, space, non-ASCII bytes,
 * {@code #}, {@code %} and, in the path, {@code ?} escaped again. It is its own key.
 */
public final class MatchKey {
    private static final int MAX_PREFIXES = 8;

    private final String text;
    private final int pathEnd;

    MatchKey(String text, int pathEnd) {
        this.text = text;
        this.pathEnd = pathEnd;
    }

    /** Begins with a slash. */
    public String text() {
        return text;
    }

    /** For lists whose makers lower-case all they publish, as UT1 and squidGuard do. ASCII letters only. */
    public MatchKey lowerCase() {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] >= 'A' && characters[i] <= 'Z') {
                characters[i] |= 0x20;
            }
        }
        return new MatchKey(new String(characters), pathEnd);
    }

    /**
     * Where the prefixes of {@link #text} end that an entry may be, shortest first: of {@code /a/b/?c} they are {@code /a},
     * {@code /a/b} and {@code /a/b/?c}. At most the first eight paths, then the whole path, then path and query. A slash at
     * the end of the path counts for nothing; the root alone has no prefix. The last one is what an entry is stored by.
     */
    public int[] prefixEnds() {
        int[] ends = new int[MAX_PREFIXES + 2];
        int count = 0;
        int last = pathEnd > 0 && text.charAt(pathEnd - 1) == '/' ? pathEnd - 1 : pathEnd;
        for (int slash = text.indexOf('/', 1); slash > 0 && slash < last; slash = text.indexOf('/', slash + 1)) {
            if (count == MAX_PREFIXES) {
                break;
            }
            ends[count++] = slash;
        }
        if (last > 0) {
            ends[count++] = last;
        }
        if (pathEnd < text.length()) {
            ends[count++] = text.length();
        }
        return Arrays.copyOf(ends, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MatchKey key && text.equals(key.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@link #text}. */
    @Override
    public String toString() {
        return text;
    }
}
