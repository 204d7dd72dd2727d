package org.schoolgate.proxy.control;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure, from 0.2 s up to 5 s, less up to a half at
 * random, so that many gateways do not come back at once. Not thread-safe.
 */
public final class Backoff {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 5_000;

    private final RandomGenerator random;
    private long millis = FIRST_MILLIS;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after one more failure. */
    public Duration next() {
        long wait = millis - random.nextLong(millis / 2);
        millis = Math.min(2 * millis, LONGEST_MILLIS);
        return Duration.ofMillis(wait);
    }

    /** After a success. */
    public void reset() {
        millis = FIRST_MILLIS;
    }
}
