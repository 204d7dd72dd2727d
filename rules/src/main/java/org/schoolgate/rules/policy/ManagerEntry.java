package org.schoolgate.rules.policy;

import java.time.Instant;

/**
 * Hosts about which the network manager knows better, from now on and without a new policy.
 *
 * @param note why, in the manager's words; may be empty
 */
public record ManagerEntry(String id, HostPattern pattern, Edit edit, String note, Instant createdAt) {}
