package org.schoolgate.proxy.tunnel;

import java.time.Duration;

/**
 * What one tunnel may take.
 *
 * @param openingTime from the answer until it is clear what the client says: for TLS, to the last byte of its ClientHello
 * @param idleTicks after how many ticks of the client connection's idle timer, without a byte either way, it is closed
 */
public record TunnelLimits(Duration openingTime, int idleTicks) {
    public static final TunnelLimits DEFAULTS = new TunnelLimits(Duration.ofSeconds(10), 15);
}
