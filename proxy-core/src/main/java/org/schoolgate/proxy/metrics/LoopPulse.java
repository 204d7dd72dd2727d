package org.schoolgate.proxy.metrics;

import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs of life of one event loop, one at a time; times are in nanoseconds. Called by one thread, which never waits for the
 * loop: the loop only says when it came to {@link #answer}.
 */
final class LoopPulse {
    private final EventExecutor loop;
    private final LongSupplier nanoTime;
    private final Runnable answer = this::answer;
    private long askedAt;
    private boolean isCounted;
    private volatile long answeredAt;
    private volatile boolean isAnswered = true;
    private volatile @Nullable Thread thread;

    LoopPulse(EventExecutor loop, LongSupplier nanoTime) {
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    /** Asks for the next sign; call it when the one before has come. */
    void ask() {
        isAnswered = false;
        isCounted = false;
        askedAt = nanoTime.getAsLong();
        loop.execute(answer);
    }

    private void answer() {
        thread = Thread.currentThread();
        answeredAt = nanoTime.getAsLong();
        isAnswered = true;
    }

    boolean isAnswered() {
        return isAnswered;
    }

    /** How long the sign asked for last took, or has been waited for. */
    long delay() {
        return (isAnswered ? answeredAt : nanoTime.getAsLong()) - askedAt;
    }

    /** True the first time for each sign. */
    boolean count() {
        boolean isFirst = !isCounted;
        isCounted = true;
        return isFirst;
    }

    /** What the loop is at, the innermost call first; empty before its first sign of life. */
    List<StackTraceElement> frames() {
        Thread known = thread;
        return known == null ? List.of() : List.of(known.getStackTrace());
    }
}
