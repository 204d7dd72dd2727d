package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.url.MatchKey;
import org.schoolgate.rules.url.WebUrl;

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

    /** The same for a page that would be shown in this one's place; of a tunnel, the page's path is not seen either. */
    Request forPage(WebUrl page) {
        return new Request(principal, zone, page.host(), page.port(), scheme, path == null ? null : page.target());
    }
}
