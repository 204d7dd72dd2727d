package org.schoolgate.proxy.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each event loop for a sign of life, again and again, and counts those that take 100 ms or more, whatever it is that
 * holds the loop up: a handler that blocks or computes, a collection of garbage, a machine with too little processor. Has
 * one thread of its own, which waits for no loop.
 */
public final class LoopWatch implements Closeable {
    /*
     * The loop itself stamps its answer, so what is measured is right also when the thread that watches comes too late. It is
     * asked every 25 ms: a stall of 125 ms or more is always counted. What holds up the whole process, a collection of
     * garbage or a machine that gives it no time, holds up the thread that watches too, mostly while it waits and nothing is
     * asked: then it is that thread's own lateness that tells, once for all loops.
     */
    static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(2);
    static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** In a minute: more are felt by those who browse. */
    static final int TOO_MANY = 10;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final int SHOWN_FRAMES = 12;
    private static final String CHECK = "event loops";
    private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);

    private final List<EventExecutor> loops = new ArrayList<>();
    private final List<LoopPulse> pulses = new ArrayList<>();
    private final LongSupplier nanoTime;
    private final Health health;
    private final LongAdder stalls = new LongAdder();
    private final LongAdder stalledNanos = new LongAdder();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schoolgate-loops", true));

    private long windowBegan;
    private int inWindow;
    private long longestInWindow;
    private String lastFrames = "";
    private String hungFrames = "";
    private boolean isHung;
    private long lookedAt;

    LoopWatch(Iterable<EventExecutor> group, LongSupplier nanoTime, Health health) {
        this.nanoTime = nanoTime;
        this.health = health;
        this.windowBegan = nanoTime.getAsLong();
        this.lookedAt = windowBegan;
        for (EventExecutor loop : group) {
            loops.add(loop);
            pulses.add(new LoopPulse(loop, nanoTime));
        }
        tell(0);
    }

    /** Watches all loops of the group until it is closed, which must be before they end. */
    public static LoopWatch start(Iterable<EventExecutor> group, LongSupplier nanoTime, Health health) {
        LoopWatch watch = new LoopWatch(group, nanoTime, health);
        Recurring.every(Duration.ofNanos(LOOK_NANOS), watch.thread, "watching event loops", watch::look);
        return watch;
    }

    /** Called by one thread. */
    void look() {
        long late = nanoTime.getAsLong() - lookedAt - LOOK_NANOS;
        boolean isOneHeldUp = false;
        boolean isOneHung = false;
        for (LoopPulse pulse : pulses) {
            isOneHeldUp |= pulse.delay() >= STALL_NANOS;
            isOneHung |= look(pulse);
        }
        if (late >= STALL_NANOS && !isOneHeldUp) {
            count(late);
            stalledNanos.add(late);
        }
        lookedAt = nanoTime.getAsLong();
        if (isOneHung != isHung) {
            isHung = isOneHung;
            tell(inWindow);
        }
        if (nanoTime.getAsLong() - windowBegan >= WINDOW_NANOS) {
            closeWindow();
        }
    }

    /** Returns whether the loop hangs. */
    private boolean look(LoopPulse pulse) {
        boolean isAnswered = pulse.isAnswered();
        long delay = pulse.delay();
        if (delay >= STALL_NANOS) {
            count(pulse, delay);
        }
        if (!isAnswered) {
            boolean hangs = delay >= HANG_NANOS;
            hungFrames = hangs ? shown(pulse.frames()) : hungFrames;
            return hangs;
        }
        if (delay >= STALL_NANOS) {
            stalledNanos.add(delay);
        }
        pulse.ask();
        return false;
    }

    private void count(LoopPulse pulse, long delay) {
        longestInWindow = Math.max(longestInWindow, delay);
        if (pulse.count()) {
            count(delay);
            lastFrames = pulse.isAnswered() ? lastFrames : shown(pulse.frames());
        }
    }

    private void count(long delay) {
        longestInWindow = Math.max(longestInWindow, delay);
        stalls.increment();
        inWindow++;
    }

    private static String shown(List<StackTraceElement> frames) {
        return frames.stream().limit(SHOWN_FRAMES).map(String::valueOf).collect(Collectors.joining(" < "));
    }

    private void closeWindow() {
        if (inWindow > 0) {
            LOG.warn(
                    "Event loops: held up {} times within a minute, for {} ms at most; {}",
                    inWindow,
                    TimeUnit.NANOSECONDS.toMillis(longestInWindow),
                    lastFrames.isEmpty() ? "each was over before it was seen" : "seen at " + lastFrames);
        }
        tell(inWindow);
        windowBegan = nanoTime.getAsLong();
        inWindow = 0;
        longestInWindow = 0;
        lastFrames = "";
    }

    /** @param latest stalls of a minute */
    private void tell(int latest) {
        if (isHung) {
            LOG.error("Event loops: one hangs at {}", hungFrames);
            health.error(CHECK, "one hangs, and with it the connections that it serves; the log says where");
        } else if (latest >= TOO_MANY) {
            health.warn(CHECK, "held up for over 100 ms %d times within a minute".formatted(latest));
        } else {
            health.ok(CHECK, "answer in time");
        }
    }

    public void register(MeterRegistry meters) {
        FunctionCounter.builder("schoolgate.event_loop.stalls", stalls, LongAdder::sum)
                .register(meters);
        FunctionCounter.builder("schoolgate.event_loop.stalled", stalledNanos, LoopWatch::seconds)
                .baseUnit("seconds")
                .register(meters);
        for (int i = 0; i < loops.size(); i++) {
            Gauge.builder("schoolgate.event_loop.tasks", loops.get(i), LoopWatch::pendingTasks)
                    .tag("loop", Integer.toString(i))
                    .register(meters);
        }
    }

    private static double seconds(LongAdder nanos) {
        return nanos.sum() / 1e9;
    }

    private static double pendingTasks(EventExecutor loop) {
        return loop instanceof SingleThreadEventExecutor single ? single.pendingTasks() : 0;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
