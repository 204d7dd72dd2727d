package org.schoolgate.rules.policy;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host that the network manager blocks or allows from now on, without a new policy.
 *
 * @param note why, in the manager's words; may be empty
 * @param roles for whom; null for everyone
 */
public record ManagerEntry(
        String id,
        HostPattern pattern,
        Action action,
        String note,
        Instant createdAt,
        @Nullable Set<String> roles) {
    public ManagerEntry {
        roles = roles == null ? null : Set.copyOf(roles);
    }
}
