package org.schoolgate.rules.url;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Path and query of a URL: printable ASCII without {@code #}, beginning with a slash. A backslash is a slash to browsers,
 * but not in a query, where they send it as it is.
 *
 * @param pathEnd where the question mark is, or the length
 * @param plain whether it is its own match key, as of most that browsers send
 */
record Target(String text, int pathEnd, boolean plain) {
    static final Target ROOT = new Target("/", 1, true);

    /** @throws UrlSyntaxException for a character that no target has on the wire */
    static Target scan(String text) throws UrlSyntaxException {
        boolean plain = true;
        int pathEnd = -1;
        char previous = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#' || (c == '\\' && pathEnd < 0)) {
                throw new UrlSyntaxException("character not allowed in a path or query");
            }
            if (c == '%') {
                plain = false;
            } else if (pathEnd < 0) {
                if (c == '?') {
                    pathEnd = i;
                } else if (previous == '/' && (c == '/' || c == '.')) {
                    plain = false;
                }
            }
            previous = c;
        }
        return new Target(text, pathEnd < 0 ? text.length() : pathEnd, plain);
    }

    String path() {
        return text.substring(0, pathEnd);
    }

    @Nullable
    String query() {
        return pathEnd == text.length() ? null : text.substring(pathEnd + 1);
    }

    /*
     * Both orders are in use. Browsers, and servers that keep to RFC 3986, take dot segments away from the path as it is
     * written, empty segments among it; then comes decoding. Others (nginx is one) decode and join slashes first. So
     * "/a//../b" and "/x%2fy/../b" are two different files, depending on who is asked.
     */
    List<MatchKey> keys() {
        if (plain) {
            return List.of(new MatchKey(text, pathEnd));
        }
        String path = path();
        String query = queryKey();
        MatchKey browser = key(
                new Octets(path)
                        .removeDotSegments()
                        .decode()
                        .removeDotSegments()
                        .joinSlashes(),
                query);
        MatchKey server = key(new Octets(path).decode().joinSlashes().removeDotSegments(), query);
        return browser.equals(server) ? List.of(browser) : List.of(browser, server);
    }

    private String queryKey() {
        String query = query();
        return query == null ? "" : "?" + new Octets(query).decode().escaped("#%");
    }

    /** A question mark that was escaped in the path must not pass for the one before the query. */
    private static MatchKey key(Octets path, String query) {
        String text = path.escaped("#%?");
        return new MatchKey(text + query, text.length());
    }
}
