package org.schoolgate.rules.rewrite;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolgate.rules.policy.ServiceMode;

/**
 * What becomes of one request.
 *
 * @param modes that services are asked for by it; none where it stays as it is
 * @param target path and query to ask for
 * @param headers fields to set, in place of any that the client sent
 * @param cookies likewise
 * @param isInQuery whether something is asked for by the query, which a form in the body could take back
 */
public record Rewriting(
        Set<ServiceMode> modes,
        String target,
        Map<String, String> headers,
        Map<String, String> cookies,
        boolean isInQuery) {
    public Rewriting {
        modes = Set.copyOf(modes);
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /** As in the access record: {@code safe_search,youtube_strict}. */
    public String text() {
        return modes.stream().sorted().map(ServiceMode::id).collect(Collectors.joining(","));
    }

    /**
     * Whether a body of that type could ask for the contrary of the query: forms are read as queries are, and what has no
     * type may be read as one.
     *
     * @param contentType as sent; empty for none
     */
    public boolean isUndoneBy(String contentType) {
        String type = contentType.strip();
        return isInQuery
                && (type.isEmpty() || begins(type, "application/x-www-form-urlencoded") || begins(type, "multipart/"));
    }

    private static boolean begins(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** @param sent the client's own {@code Cookie} field, empty for none */
    public String cookieField(String sent) {
        return Cookies.with(sent, cookies);
    }
}
