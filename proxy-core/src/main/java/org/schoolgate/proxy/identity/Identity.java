package org.schoolgate.proxy.identity;

import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Zone;

/** Where a client is, and as whom it is treated. Holds for one exchange: the next policy may say otherwise. */
public record Identity(Zone zone, Principal principal) {
    /** @param address the client's, of the connection itself; 4 or 16 bytes in network order */
    public static Identity of(Policy policy, byte[] address) {
        Zone zone = policy.zoneOf(address);
        return new Identity(zone, policy.unidentified(zone));
    }
}
