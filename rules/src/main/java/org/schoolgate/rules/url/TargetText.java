package org.schoolgate.rules.url;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private TargetText(String path, @Nullable String query) {
        this.path = path;
        this.query = query;
    }

    /** As sent, and as a server reads it that resolves dot segments (RFC 3986, section 5.2.4) and joins slashes. */
    static List<TargetText> readings(String target) {
        TargetText sent = new TargetText(target);
        TargetText plain = new TargetText(plain(sent.path), sent.query);
        return plain.path.equals(sent.path) ? List.of(sent) : List.of(sent, plain);
    }

    private static String plain(String path) {
        if (!path.contains("//") && !path.contains("/.")) {
            return path;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String joined = "/" + String.join("/", segments);
        return path.endsWith("/") && !segments.isEmpty() ? joined + "/" : joined;
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

    /** The values of these parameters, as those of a form: a plus is a space. With no escape left, and no space around them. */
    List<String> values(Set<String> names) {
        List<String> values = new ArrayList<>();
        if (query != null) {
            for (String parameter : query.split("[&;]", -1)) {
                int equals = parameter.indexOf('=');
                if (equals > 0 && names.contains(decoded(parameter.substring(0, equals)))) {
                    values.add(decoded(parameter.substring(equals + 1).replace('+', ' '))
                            .strip());
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

    /** As people type it, or with the slashes before its host; none for what can be no web page, such as a word, or a number. */
    static Optional<WebUrl> page(String typed) {
        String text = typed.startsWith("//") ? "http:" + typed : typed;
        boolean isLikeHost = isUrlAt(text, 0) || text.indexOf('.') > 0 || text.startsWith("[");
        try {
            return isLikeHost ? Optional.of(WebUrl.parseTyped(text)) : Optional.empty();
        } catch (UrlSyntaxException e) {
            return Optional.empty();
        }
    }
}
