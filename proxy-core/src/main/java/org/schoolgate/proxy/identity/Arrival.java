package org.schoolgate.proxy.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Zone;

/**
 * How a client came in: from where, as far as that is known for sure, and by a port that serves whom.
 *
 * @param client address of the connection itself, or the one that a listed proxy in front of the gateway says
 * @param zones ids of the zones that the port serves; empty for all
 * @param allowance of this client
 * @param way in which it came
 * @param signedIn who did, when the tunnel was opened that this comes through; null for nobody, and outside of tunnels
 */
public record Arrival(
        Host client,
        Set<String> zones,
        Allowance allowance,
        Way way,
        @Nullable SignedIn signedIn) {
    /**
     * What the connection tells of its other end.
     *
     * @param isConfidential whether it is TLS to us as a proxy: what the client says of itself reaches nobody else, so that it
     *     may be asked for a password. All others are asked for nothing, and what they give is a claim
     * @param isRelayed whether a proxy in front of us says who the client is
     */
    public record Way(boolean isConfidential, boolean isRelayed) {
        /** In the clear, or as to an origin, from the client itself. */
        public static final Way OPEN = new Way(false, false);
    }

    public Arrival {
        zones = Set.copyOf(zones);
    }

    /** As whoever came in otherwise, for what comes through a tunnel of its. */
    public Arrival through(@Nullable SignedIn opener) {
        return new Arrival(client, zones, allowance, new Way(false, way.isRelayed()), opener);
    }

    /** Whether the client may be asked for a password, and believed. */
    public boolean takesPasswords() {
        return way.isConfidential();
    }

    /** Whether the address is that of the other end of the connection. */
    boolean isDirect() {
        return !way.isRelayed();
    }

    /** Whether the port serves clients of that place. */
    public boolean isServed(Zone zone) {
        return zones.isEmpty() || zones.contains(zone.id());
    }
}
