package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

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
        @Nullable String path) {}
