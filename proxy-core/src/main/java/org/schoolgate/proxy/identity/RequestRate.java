package org.schoolgate.proxy.identity;

import java.time.Duration;

/**
 * How fast one client may ask.
 *
 * @param perSecond requests, on all connections together; 0 for as many as it likes
 */
public record RequestRate(int perSecond) {
    /** A page may need some hundred requests at once, and the next page is not asked for before it is read. */
    private static final int BURST_SECONDS = 5;

    public static final RequestRate DEFAULTS = new RequestRate(200);
    public static final RequestRate UNLIMITED = new RequestRate(0);

    /** @throws IllegalArgumentException as {@link #check} does */
    public RequestRate {
        check(perSecond);
    }

    /** @throws IllegalArgumentException when it is negative */
    public static void check(int perSecond) {
        if (perSecond < 0) {
            throw new IllegalArgumentException(
                    "requests a second: " + perSecond + " (expected: 1 or more, 0 for no limit)");
        }
    }

    boolean isUnlimited() {
        return perSecond == 0;
    }

    /** From one request to the next. */
    long intervalNanos() {
        return Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /** How far a client that has been quiet may be ahead of its rate. */
    long burstNanos() {
        return Duration.ofSeconds(BURST_SECONDS).toNanos();
    }
}
