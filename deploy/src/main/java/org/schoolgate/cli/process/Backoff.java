package org.schoolgate.cli.process;

import java.time.Duration;

/**
 * How long to wait before a process that ended is started again: hardly at all the first time, then twice as long each time, up
 * to ten seconds. A process that lived for a minute is forgiven. Not thread-safe.
 */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(250);
    static final Duration LONGEST = Duration.ofSeconds(10);
    static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** The wait after a process that had lived for so long. */
    Duration afterLiving(Duration lived) {
        if (lived.compareTo(FORGIVEN_AFTER) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
