package org.schoolgate.proxy.listen;

/**
 * How many connections are served at a time.
 *
 * @param perClient from one address; lifted in zones whose people share one
 * @param inAll from everyone
 */
public record ConnectionLimits(int perClient, int inAll) {
    public static final ConnectionLimits DEFAULTS = new ConnectionLimits(256, 20_000);
}
