package org.schoolgate.proxy.tunnel;

import java.time.Duration;

/**
 * What one tunnel may take.
 *
 * @param helloTime from the answer to the last byte of the ClientHello
 * @param idleTicks after how many ticks of the client connection's idle timer, without a byte either way, it is closed
 */
public record TunnelLimits(Duration helloTime, int idleTicks) {
    public static final TunnelLimits DEFAULTS = new TunnelLimits(Duration.ofSeconds(10), 15);
}
