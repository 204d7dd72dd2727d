package org.schoolgate.proxy.control;

import java.time.Duration;

/**
 * How long the admin server may take.
 *
 * @param connect for the connection, without TLS
 * @param answer for everything of an exchange; large files get more, by their size
 * @param longPoll the same where the server may wait for news; longer than the 25 s that it does
 */
public record AdminTimeouts(Duration connect, Duration answer, Duration longPoll) {
    public static final AdminTimeouts DEFAULT =
            new AdminTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(40));
}
