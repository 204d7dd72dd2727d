package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.url.MatchKey;

/**
 * All facts about a request that a decision may depend on.
 *
 * @param path with its query, as sent; null where it is not seen, as in a tunnel
 */
public record Request(
        Principal principal,
        Zone zone,
        Host host,
        int port,
        Scheme scheme,
        @Nullable String path) {
    /** What to look up of the path in lists; nothing where it is not seen. */
    public List<MatchKey> pathKeys() {
        return path == null ? List.of() : MatchKey.ofTarget(path);
    }
}
