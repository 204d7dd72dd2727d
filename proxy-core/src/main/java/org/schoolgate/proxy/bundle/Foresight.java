package org.schoolgate.proxy.bundle;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.schoolgate.proxy.metrics.Recurring;
import org.schoolgate.rules.bundle.Bundle;

/** Has the policy in force work out beforehand what it says after the next bell, so that no event loop does at the bell. */
public final class Foresight implements Closeable {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final CurrentBundle current;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schoolgate-foresight", true));

    Foresight(CurrentBundle current, InstantSource clock) {
        this.current = current;
        this.clock = clock;
    }

    /** Looks ahead until it is closed. */
    public static Foresight start(CurrentBundle current, InstantSource clock) {
        Foresight foresight = new Foresight(current, clock);
        Recurring.every(PAUSE, foresight.thread, "preparing what is in force next", foresight::look);
        return foresight;
    }

    void look() {
        Bundle bundle = current.get();
        if (bundle != null) {
            bundle.policy().prepare(clock.instant());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
