package org.schoolgate.proxy.listen;

/**
 * How many connections are served at a time.
 *
 * @param perClient from one address; lifted in zones whose people share one
 * @param inAll from everyone
 * @param memoryPercent of heap or direct memory; with more in use no further ones are taken in
 */
public record ConnectionLimits(int perClient, int inAll, int memoryPercent) {
    public static final ConnectionLimits DEFAULTS = new ConnectionLimits(256, 20_000, 85);

    /** @throws IllegalArgumentException when a number is less than one, or the percentage more than 100 */
    public ConnectionLimits {
        if (perClient < 1 || inAll < 1) {
            throw new IllegalArgumentException(
                    "connections: " + inAll + ", " + perClient + " per client (expected: 1 or more of each)");
        }
        if (memoryPercent < 1 || memoryPercent > 100) {
            throw new IllegalArgumentException("memory: " + memoryPercent + " % (expected: 1 to 100)");
        }
    }

    /** The same, but no more in all than there is room for. */
    public ConnectionLimits within(int room) {
        return new ConnectionLimits(perClient, Math.min(inAll, room), memoryPercent);
    }
}
