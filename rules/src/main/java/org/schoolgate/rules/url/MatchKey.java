package org.schoolgate.rules.url;

import java.util.List;

/**
 * Path and query in the form that lists of URLs are matched by (Safe Browsing, "URLs and Hashing"): dot segments gone,
 * percent escapes decoded until none is left, runs of slashes joined; then control characters, space, non-ASCII bytes,
 * {@code #}, {@code %} and, in the path, {@code ?} escaped again. It is its own key.
 */
public final class MatchKey {
    private final String text;
    private final int pathEnd;

    MatchKey(String text, int pathEnd) {
        this.text = text;
        this.pathEnd = pathEnd;
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
        return new MatchKey(new String(characters), pathEnd);
    }

    /**
     * Where the next longer prefix of {@link #text} ends that an entry may be, or -1. From 0 on, of {@code /a/b/?c} they are
     * {@code /a}, {@code /a/b} and {@code /a/b/?c}. A slash at the end of the path counts for nothing; the root alone has no
     * prefix. The last one is what an entry is stored by.
     */
    public int nextPrefix(int end) {
        int last = text.charAt(pathEnd - 1) == '/' ? pathEnd - 1 : pathEnd;
        if (end < last) {
            int slash = text.indexOf('/', end + 1);
            return slash < 0 || slash > last ? last : slash;
        }
        return end < text.length() && pathEnd < text.length() ? text.length() : -1;
    }

    /** The last of the prefixes: the key without a slash that counts for nothing. Empty for the root alone. */
    public String prefix() {
        int end = 0;
        for (int next = nextPrefix(0); next >= 0; next = nextPrefix(next)) {
            end = next;
        }
        return text.substring(0, end);
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
