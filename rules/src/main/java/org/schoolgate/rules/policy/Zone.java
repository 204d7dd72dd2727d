package org.schoolgate.rules.policy;

import java.util.List;
import java.util.Set;

/**
 * A place: the networks of a room, a building, a Wi-Fi.
 *
 * @param name as people call it; it is where an incident took place
 * @param roles that people here may hold
 * @param unidentified the role, one of {@code roles}, of whoever has not said who they are
 * @param sharedAddress whether many people or devices have one address here (NAT, a terminal server)
 * @param signIn whether people here sign in
 */
public record Zone(
        String id,
        String name,
        List<Network> networks,
        Set<String> roles,
        String unidentified,
        boolean sharedAddress,
        SignIn signIn) {
    /** Id of the built-in zone of addresses that no zone of the policy has. */
    public static final String UNKNOWN = "unknown";

    public Zone {
        networks = List.copyOf(networks);
        roles = Set.copyOf(roles);
    }

    /** The built-in zone, where that role alone may be held. */
    public static Zone unknown(String role) {
        return new Zone(UNKNOWN, "Unknown place", List.of(), Set.of(role), role, false, SignIn.OFF);
    }
}
