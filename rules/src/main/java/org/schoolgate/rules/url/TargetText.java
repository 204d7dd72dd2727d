package org.schoolgate.rules.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Path and query of a request that may hold the address of another page, and what reads such an address out of them. */
final class TargetText {
    private final String path;
    private final @Nullable String query;

    TargetText(String target) {
        int mark = target.indexOf('?');
        path = decoded(mark < 0 ? target : target.substring(0, mark));
        query = mark < 0 ? null : target.substring(mark + 1);
    }

    /** With no escape left. */
    String path() {
        return path;
    }

    /** As sent; null where there is none. */
    @Nullable
    String query() {
        return query;
    }

    /** What follows in the path from there on, and the query, which belongs to it. */
    String from(int index) {
        return query == null ? path.substring(index) : path.substring(index) + "?" + query;
    }

    /** The values of these parameters, with no escape left. */
    List<String> values(Set<String> names) {
        List<String> values = new ArrayList<>();
        if (query != null) {
            for (String parameter : query.split("[&;]", -1)) {
                int equals = parameter.indexOf('=');
                if (equals > 0 && names.contains(decoded(parameter.substring(0, equals)))) {
                    values.add(decoded(parameter.substring(equals + 1)));
                }
            }
        }
        return values;
    }

    static String decoded(String text) {
        return text.indexOf('%') < 0 ? text : new Octets(text).decode().letters();
    }

    /** Whether a whole URL begins there. */
    static boolean isUrlAt(String text, int start) {
        int colon = text.regionMatches(true, start, "https", 0, 5) ? start + 5 : start + 4;
        return text.regionMatches(true, start, "http", 0, 4)
                && (text.startsWith(":/", colon) || text.startsWith(":\\", colon));
    }

    /** As people type it; none for what can be no web page, such as a word, or a number. */
    static Optional<WebUrl> page(String text) {
        boolean isLikeHost = isUrlAt(text, 0) || text.indexOf('.') > 0 || text.startsWith("[");
        try {
            return isLikeHost ? Optional.of(WebUrl.parseTyped(text)) : Optional.empty();
        } catch (UrlSyntaxException e) {
            return Optional.empty();
        }
    }
}
