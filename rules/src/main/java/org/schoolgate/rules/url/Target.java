package org.schoolgate.rules.url;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Path and query of a URL: printable ASCII without {@code #}, beginning with a slash. A backslash is a slash to browsers,
 * but not in a query, where they send it as it is.
 *
 * @param pathEnd where the question mark is, or the length
 * @param plainPath whether the path is certainly its own match key, as most that browsers send are
 * @param plainQuery the same for the query
 */
record Target(String text, int pathEnd, boolean plainPath, boolean plainQuery) {
    private static final byte ORDINARY = 0;
    private static final byte SLASH = 1;
    private static final byte PERCENT = 2;
    private static final byte MARK = 3;
    private static final byte BACKSLASH = 4;
    private static final byte FORBIDDEN = 5;
    private static final byte[] KINDS = kinds();

    static final Target ROOT = new Target("/", 1, true, true);

    /** @throws UrlSyntaxException for a character that no target has on the wire */
    static Target scan(String text) throws UrlSyntaxException {
        int length = text.length();
        boolean plainPath = true;
        boolean plainQuery = true;
        int pathEnd = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            byte kind = c < KINDS.length ? KINDS[c] : FORBIDDEN;
            if (kind == ORDINARY) {
                continue;
            }
            if (kind == FORBIDDEN || (kind == BACKSLASH && pathEnd == length)) {
                throw new UrlSyntaxException("character not allowed in a path or query");
            }
            if (kind == MARK && pathEnd == length) {
                pathEnd = i;
            }
            if (pathEnd < length) {
                plainQuery &= kind != PERCENT;
            } else {
                plainPath &= kind != PERCENT && (kind != SLASH || isPlainSlash(text, i));
            }
        }
        return new Target(text, pathEnd, plainPath, plainQuery);
    }

    /** Whether neither an empty segment begins behind it, nor one that might be of dots. */
    private static boolean isPlainSlash(String path, int at) {
        char next = at + 1 < path.length() ? path.charAt(at + 1) : '?';
        return next != '/' && next != '.';
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[0x80];
        Arrays.fill(kinds, 0, ' ' + 1, FORBIDDEN);
        kinds['#'] = FORBIDDEN;
        kinds[0x7f] = FORBIDDEN;
        kinds['%'] = PERCENT;
        kinds['/'] = SLASH;
        kinds['?'] = MARK;
        kinds['\\'] = BACKSLASH;
        return kinds;
    }

    String path() {
        return text.substring(0, pathEnd);
    }

    @Nullable
    String query() {
        return pathEnd == text.length() ? null : text.substring(pathEnd + 1);
    }

    /*
     * What a path means depends on who is asked. Browsers, and servers that keep to RFC 3986, take dot segments away from
     * the path as it is written, empty segments among it; then comes decoding. Others (nginx is one) decode and join slashes
     * first. So "/a//../b" and "/x%2fy/../b" are two different files. Either way some decode once and others until no escape
     * is left: what those take for a dot segment ("/a/..%252fb") is a part of the name, or of what follows it, to these. In a
     * key for them it stays.
     */
    List<MatchKey> keys() {
        if (plainPath && plainQuery) {
            return List.of(new MatchKey(text, pathEnd));
        }
        String query = queryKey();
        if (plainPath) {
            return List.of(new MatchKey(path() + query, pathEnd));
        }
        return readings()
                .map(Octets::joinSlashes)
                .map(path -> path.escaped("#%?")) // a question mark that was escaped is not the one before the query
                .distinct()
                .map(path -> new MatchKey(path + query, path.length()))
                .toList();
    }

    private Stream<Octets> readings() {
        String path = path();
        return Stream.of(
                new Octets(path).removeDotSegments().decode().removeDotSegments(),
                new Octets(path).decode().joinSlashes().removeDotSegments(),
                new Octets(path).removeDotSegments().decode(),
                new Octets(path)
                        .decodeOnce()
                        .joinSlashes()
                        .removeLiteralDotSegments()
                        .decode());
    }

    private String queryKey() {
        String query = query();
        return query == null ? "" : "?" + new Octets(query).decode().escaped("#%");
    }
}
