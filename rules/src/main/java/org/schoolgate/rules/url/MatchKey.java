package org.schoolgate.rules.url;

import java.util.List;

/**
 * Path and query in the form that lists of URLs are matched by (Safe Browsing, "URLs and Hashing"): dot segments gone,
 * percent escapes decoded until none is left, runs of slashes joined; then control characters, space, non-ASCII bytes,
 * {@code #}, {@code %} and, in the path, {@code ?} escaped again. The first of a URL's keys is its own key; only others, for
 * servers that decode less, have dot segments left.
 */
public final class MatchKey {
    private final String text;
    private final String steps;
    private final int pathEnd;

    MatchKey(String text, int pathEnd) {
        boolean hasSlash = pathEnd > 1 && pathEnd < text.length() && text.charAt(pathEnd - 1) == '/';
        this.text = text;
        this.pathEnd = hasSlash ? pathEnd - 1 : pathEnd;
        this.steps = hasSlash ? text.substring(0, pathEnd - 1) + text.substring(pathEnd) : text;
    }

    /**
     * The keys of path and query as they came over the wire. Where they are none that a URL has there, what a browser would
     * make of them; none for what is no path, as the {@code *} of OPTIONS.
     */
    public static List<MatchKey> ofTarget(String target) {
        try {
            return WebUrl.parse("http://host" + target).keys();
        } catch (UrlSyntaxException e) {
            return ofUnusualTarget(target);
        }
    }

    private static List<MatchKey> ofUnusualTarget(String target) {
        try {
            return WebUrl.parseLenient("http://host" + target).keys();
        } catch (UrlSyntaxException e) {
            return List.of();
        }
    }

    /** The key that has this {@link #text} or {@link #prefix}. */
    public static MatchKey ofText(String text) {
        int mark = text.indexOf('?'); // escaped in a path
        return new MatchKey(text, mark < 0 ? text.length() : mark);
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
        return ofText(new String(characters));
    }

    /** What {@link #nextPrefix} counts in: {@link #text} without a slash that ends the path before a query. */
    public String steps() {
        return steps;
    }

    /**
     * Where the next longer prefix of {@link #steps} ends that an entry may be, or -1. From 0 on, of {@code /a/b/?c&d} they
     * are {@code /a}, {@code /a/b}, {@code /a/b?c} and {@code /a/b?c&d}. A slash at the end of the path counts for nothing;
     * the root alone has no prefix. The last one is what an entry is stored by.
     */
    public int nextPrefix(int end) {
        int last = steps.charAt(pathEnd - 1) == '/' ? pathEnd - 1 : pathEnd;
        if (end < last) {
            int slash = steps.indexOf('/', end + 1);
            return slash < 0 || slash > last ? last : slash;
        }
        if (end == steps.length() || pathEnd == steps.length()) {
            return -1;
        }
        int ampersand = steps.indexOf('&', Math.max(end, pathEnd) + 1);
        return ampersand < 0 ? steps.length() : ampersand;
    }

    /** The last of the prefixes: the key without a slash that counts for nothing. Empty for the root alone. */
    public String prefix() {
        int end = 0;
        for (int next = nextPrefix(0); next >= 0; next = nextPrefix(next)) {
            end = next;
        }
        return steps.substring(0, end);
    }

    /** Whether the text is one of the prefixes. */
    public boolean hasPrefix(String prefix, boolean ignoreCase) {
        int end = nextPrefix(0);
        while (end >= 0 && end < prefix.length()) {
            end = nextPrefix(end);
        }
        return end == prefix.length() && steps.regionMatches(ignoreCase, 0, prefix, 0, end);
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
