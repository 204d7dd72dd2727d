package org.schoolgate.rules.rewrite;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.ServiceMode;
import org.schoolgate.rules.url.MatchKey;

/**
 * A service, and how it is asked for one mode.
 *
 * @param paths beginnings of the paths on which it is asked, in lower case; none where it is asked on all
 * @param query parameters, by name
 * @param headers fields, by name; {@code {all}} in a value stands for the names of all tenants, {@code {first}} for the first
 * @param cookies by name
 * @param safeHost which the name server may answer with instead; null where the service has none
 */
record Service(
        String name,
        ServiceMode mode,
        List<HostPattern> hosts,
        List<String> paths,
        Map<String, String> query,
        Map<String, String> headers,
        Map<String, String> cookies,
        @Nullable SafeHost safeHost) {
    Service {
        hosts = List.copyOf(hosts);
        paths = List.copyOf(paths);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /** Whether it is asked on one of the paths that a server may take this one for. */
    boolean isAskedOn(List<MatchKey> keys) {
        return paths.isEmpty()
                || keys.stream().anyMatch(key -> paths.stream().anyMatch(path -> begins(key.text(), path)));
    }

    /** What follows must not be more of the same word: {@code /search} is no beginning of {@code /searchlight}. */
    private static boolean begins(String text, String path) {
        return text.regionMatches(true, 0, path, 0, path.length())
                && (text.length() == path.length()
                        || path.endsWith("/")
                        || !Character.isLetterOrDigit(text.charAt(path.length())));
    }
}
