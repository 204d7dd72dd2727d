package org.schoolgate.proxy.tunnel;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round many things of one event loop. A round is cut into slices, between which the loop serves its connections.
 * Confined to that loop.
 */
final class Rounds<T> {
    private static final long PAUSE_MILLIS = 1;
    /** A slice is over when it has taken so long: some steps take a hundred times as long as others. */
    private static final long SLICE_NANOS = 2_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final Collection<T> all;
    private final Consumer<T> step;
    /** Of the round that is on. */
    private final Deque<T> due = new ArrayDeque<>();

    private boolean isNextDue;

    /**
     * @param all what a round begins with; may change while one is on
     * @param step for each; it may be gone from {@code all} by then. One that throws is logged, and does not keep others
     *     from theirs
     */
    Rounds(EventLoop loop, LongSupplier nanoTime, Collection<T> all, Consumer<T> step) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.all = all;
        this.step = step;
    }

    /** Begins a round, now or after the one that is on. */
    void begin() {
        if (due.isEmpty()) {
            due.addAll(all);
            slice();
        } else {
            isNextDue = true;
        }
    }

    private void slice() {
        long start = nanoTime.getAsLong();
        try {
            while (!due.isEmpty() && nanoTime.getAsLong() - start < SLICE_NANOS) {
                step.accept(due.remove());
            }
        } catch (RuntimeException e) {
            LOG.error("a step of a round failed, the others go on", e);
        }
        goOn();
    }

    private void goOn() {
        if (!due.isEmpty()) {
            loop.schedule(this::slice, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } else if (isNextDue) {
            isNextDue = false;
            begin();
        }
    }
}
