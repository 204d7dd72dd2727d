package org.schoolgate.proxy.identity;

import java.util.Set;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Zone;

/**
 * How a client came in: from where, as far as that is known for sure, and by a port that serves whom.
 *
 * @param client address of the connection itself, or the one that a listed proxy in front of the gateway says
 * @param zones ids of the zones that the port serves; empty for all
 * @param allowance of this client
 */
public record Arrival(Host client, Set<String> zones, Allowance allowance) {
    public Arrival {
        zones = Set.copyOf(zones);
    }

    /** As whom the client is treated by that policy. */
    public Identity identify(Policy policy) {
        Zone zone = policy.zoneOf(client.addressBytes());
        return new Identity(zone, policy.unidentified(zone));
    }

    /** Whether the port serves clients of that place. */
    public boolean isServed(Zone zone) {
        return zones.isEmpty() || zones.contains(zone.id());
    }
}
