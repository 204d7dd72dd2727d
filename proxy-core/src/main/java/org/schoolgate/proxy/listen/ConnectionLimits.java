package org.schoolgate.proxy.listen;

/**
 * How many connections are served at a time.
 *
 * @param perClient from one address; lifted in zones whose people share one
 * @param inAll from everyone
 */
public record ConnectionLimits(int perClient, int inAll) {
    public static final ConnectionLimits DEFAULTS = new ConnectionLimits(256, 20_000);

    /** @throws IllegalArgumentException as {@link #check} does */
    public ConnectionLimits {
        check(perClient, inAll);
    }

    /** @throws IllegalArgumentException when one of them is less than one */
    public static void check(int perClient, int inAll) {
        if (perClient < 1 || inAll < 1) {
            throw new IllegalArgumentException(
                    "connections: " + inAll + ", " + perClient + " per client (expected: 1 or more of each)");
        }
    }

    /** The same, but no more in all than there is room for. */
    public ConnectionLimits within(int room) {
        return new ConnectionLimits(perClient, Math.min(inAll, room));
    }
}
