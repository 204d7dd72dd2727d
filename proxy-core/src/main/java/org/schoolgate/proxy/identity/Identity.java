package org.schoolgate.proxy.identity;

import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Zone;

/** Where a client is, and as whom it is treated. Holds for one exchange: the next policy may say otherwise. */
public record Identity(Zone zone, Principal principal) {
    /** The same, who gave the name of that person and was not believed. */
    public Identity claiming(String person) {
        return new Identity(zone, principal.claiming(person));
    }
}
