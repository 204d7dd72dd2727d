package org.schoolgate.proxy.http;

import java.time.Duration;

/**
 * What one client connection may take.
 *
 * @param maxStartLineBytes of a request line or status line
 * @param maxHeadBytes of a whole head, start line included
 * @param maxFields in a head
 * @param headTime from the first byte of a head to its last
 * @param tick idle connections are looked at this often; a connection without an exchange is closed then
 * @param exchangeTicks after how many ticks without a byte either way an exchange is given up
 * @param maxDroppedBytes of the body of an answered request that are read and dropped so that the connection can be kept
 * @param bodyRates below which a client is given up
 * @param halfClosed how long a client that has ended its side may wait for its answer; most that do so have left
 */
public record Limits(
        int maxStartLineBytes,
        int maxHeadBytes,
        int maxFields,
        Duration headTime,
        Duration tick,
        int exchangeTicks,
        long maxDroppedBytes,
        BodyRates bodyRates,
        Duration halfClosed) {
    public static final Limits DEFAULTS = new Limits(
            8 * 1024,
            32 * 1024,
            100,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            3,
            256 * 1024,
            BodyRates.DEFAULTS,
            Duration.ofSeconds(5));

    public Limits with(BodyRates rates) {
        return new Limits(
                maxStartLineBytes,
                maxHeadBytes,
                maxFields,
                headTime,
                tick,
                exchangeTicks,
                maxDroppedBytes,
                rates,
                halfClosed);
    }
}
