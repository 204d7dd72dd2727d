package org.schoolgate.proxy.origin;

import java.time.Duration;

/**
 * How long an origin is waited for.
 *
 * @param connect for one address; at most three are tried
 * @param answer from the end of a request to the head of its answer
 * @param body for the next part of an answer that has begun
 * @param idle how long a connection without an exchange is kept; shorter than what servers grant
 */
public record OriginTimeouts(Duration connect, Duration answer, Duration body, Duration idle) {
    /** Of an answer as long as browsers wait, since pages that report news hold theirs back. */
    public static final OriginTimeouts DEFAULTS = new OriginTimeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(120), Duration.ofSeconds(120), Duration.ofSeconds(45));

    /** @throws IllegalArgumentException when one is shorter than a millisecond */
    public OriginTimeouts {
        check(connect, answer, body, idle);
    }

    /** @throws IllegalArgumentException when one is shorter than a millisecond */
    public static void check(Duration... timeouts) {
        for (Duration timeout : timeouts) {
            if (timeout.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "time-out of an origin: " + timeout.toMillis() + " ms (expected: at least 1)");
            }
        }
    }

    /** How often to look whether one is over: late by a quarter of it at most. */
    public Duration patrol() {
        return (answer.compareTo(body) < 0 ? answer : body).dividedBy(4).plusMillis(1);
    }
}
