package org.schoolgate.cli.process;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.schoolgate.cli.console.RefusedException;

/**
 * Keeps an admin process and a gateway running side by side. Neither needs the other once the gateway was enrolled, so each is
 * started again on its own; only in a new installation, or with another port, the gateway waits for the admin process to enrol
 * it.
 */
final class Supervisor {
    /** The gateway drains for eight seconds at most. */
    private static final Duration PATIENCE = Duration.ofMillis(9_500);

    /** What both said when they first served. */
    record Serving(ReadyLine admin, ReadyLine gateway) {}

    private final Child admin;
    private final Child gateway;
    private final boolean enrolled;

    Supervisor(Child admin, Child gateway, boolean enrolled) {
        this.admin = admin;
        this.gateway = gateway;
        this.enrolled = enrolled;
    }

    /** Starts both, and returns once both serve. */
    Serving start() throws RefusedException, InterruptedException {
        admin.start();
        if (!enrolled) {
            ready(admin);
        }
        gateway.start();
        ReadyLine gatewayLine = ready(gateway);
        return new Serving(ready(admin), gatewayLine);
    }

    /** Stops both at the same time: what the gateway could not deliver any more is on its disk. */
    void stop() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        gateway.stop();
        admin.stop();
        gateway.awaitEnd(Duration.ofNanos(until - System.nanoTime()));
        admin.awaitEnd(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }

    private static ReadyLine ready(Child child) throws RefusedException, InterruptedException {
        try {
            return child.firstReady().get();
        } catch (ExecutionException e) {
            throw new RefusedException(
                    String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
        }
    }
}
