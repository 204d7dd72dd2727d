package org.schoolgate.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.metrics.Health.Check;
import org.schoolgate.proxy.metrics.Health.Level;

final class LoopWatchTest {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final EventExecutor loop = loops.next();
    private final EventExecutor other = loops.next();
    private final AtomicLong now = new AtomicLong();
    private final Health health = new Health();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private LoopWatch watch(EventExecutor... watched) {
        LoopWatch watch = new LoopWatch(List.of(watched), now::get, health);
        watch.register(meters);
        return watch;
    }

    /** Keeps one loop busy, as a handler that computes does, until it ends. */
    private static final class Busy {
        private static final long LONGEST = TimeUnit.SECONDS.toNanos(20);

        private final AtomicBoolean isOver = new AtomicBoolean();
        private final EventExecutor loop;

        Busy(EventExecutor loop) {
            this.loop = loop;
            AtomicBoolean isBusy = new AtomicBoolean();
            loop.execute(() -> {
                isBusy.set(true);
                compute();
            });
            await().untilTrue(isBusy);
        }

        private void compute() {
            long begun = System.nanoTime();
            while (!isOver.get() && System.nanoTime() - begun < LONGEST) {
                // no hint to the processor: to the guard of event loops it would be blocking
            }
        }

        void end() {
            isOver.set(true);
            settle(loop);
        }
    }

    /** Returns when the loop has done what it was asked to. */
    private static void settle(EventExecutor loop) {
        loop.submit(() -> {}).syncUninterruptibly();
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** A minute in which nothing holds anything up. */
    private void idle(LoopWatch watch) {
        for (int millis = 0; millis < 60_000; millis += 25) {
            settle(loop);
            pass(25);
            watch.look();
        }
    }

    private double count(String name) {
        return meters.get(name).functionCounter().count();
    }

    private double stalls() {
        return count("schoolgate.event_loop.stalls");
    }

    private Check check() {
        return health.checks().get(0);
    }

    @Test
    void loopThatAnswersWithinATenthOfASecondIsNotCounted() {
        LoopWatch watch = watch(loop);
        watch.look();
        settle(loop);
        pass(25);
        watch.look();
        Busy busy = new Busy(loop);
        watch.look();
        pass(99);
        busy.end();
        watch.look();
        assertThat(stalls()).isZero();
        assertThat(check()).isEqualTo(new Check("event loops", Level.OK, "answer in time"));
    }

    @Test
    void pauseOfTheWholeProcessIsOneStallThoughNoLoopWasAskedAnything() {
        LoopWatch watch = watch(loop, other);
        watch.look();
        settle(loop);
        settle(other);
        pass(25 + 300);
        watch.look();
        assertThat(stalls()).isEqualTo(1);
        assertThat(count("schoolgate.event_loop.stalled")).isEqualTo(0.3);
        settle(loop);
        settle(other);
        pass(25 + 99);
        watch.look();
        assertThat(stalls()).isEqualTo(1);
    }

    @Test
    void stallIsCountedOnceAndWhileItLasts() {
        LoopWatch watch = watch(loop);
        watch.look();
        settle(loop);
        Busy busy = new Busy(loop);
        watch.look();
        pass(100);
        watch.look();
        assertThat(stalls()).isEqualTo(1);
        pass(150);
        watch.look();
        busy.end();
        watch.look();
        settle(loop);
        watch.look();
        assertThat(stalls()).isEqualTo(1);
        assertThat(count("schoolgate.event_loop.stalled")).isEqualTo(0.25);
        assertThat(check().level()).as("one is not worth a warning").isEqualTo(Level.OK);
    }

    @Test
    void stallThatIsOverWhenSomebodyLooksIsCountedToo() {
        LoopWatch watch = watch(loop);
        watch.look();
        settle(loop);
        Busy busy = new Busy(loop);
        watch.look();
        pass(300);
        busy.end();
        pass(60);
        watch.look();
        assertThat(stalls()).isEqualTo(1);
        assertThat(count("schoolgate.event_loop.stalled")).isEqualTo(0.3);
    }

    @Test
    void hungLoopIsAnErrorOfHealthUntilItAnswersAndTheOtherLoopGoesOnBeingWatched() {
        LoopWatch watch = watch(loop, other);
        watch.look();
        settle(loop);
        settle(other);
        Busy busy = new Busy(loop);
        watch.look();
        settle(other);
        pass(2_000);
        watch.look();
        assertThat(check().level()).isEqualTo(Level.ERROR);
        assertThat(stalls()).isEqualTo(1);
        settle(other);
        Busy too = new Busy(other);
        watch.look();
        pass(100);
        watch.look();
        assertThat(stalls()).isEqualTo(2);
        too.end();
        busy.end();
        watch.look();
        assertThat(check().level()).isEqualTo(Level.OK);
    }

    @Test
    void stallsThatRecurAreAWarningForTheMinuteAfterThem() {
        LoopWatch watch = watch(loop);
        watch.look();
        settle(loop);
        for (int i = 0; i < LoopWatch.TOO_MANY; i++) {
            Busy busy = new Busy(loop);
            watch.look();
            pass(120);
            busy.end();
            watch.look();
            settle(loop);
        }
        idle(watch);
        assertThat(check().level()).isEqualTo(Level.WARN);
        assertThat(check().text()).contains("10 times within a minute");
        idle(watch);
        assertThat(check().level()).isEqualTo(Level.OK);
    }

    @Test
    void tasksThatWaitForABusyLoopAreMeasured() {
        watch(loop);
        Busy busy = new Busy(loop);
        for (int i = 0; i < 3; i++) {
            loop.execute(() -> {});
        }
        assertThat(meters.get("schoolgate.event_loop.tasks").gauge().value()).isEqualTo(3);
        busy.end();
    }

    @Test
    void realStallInRealTimeIsCounted() {
        try (LoopWatch watch = LoopWatch.start(loops, System::nanoTime, health)) {
            watch.register(meters);
            Busy busy = new Busy(loop);
            await().until(() -> stalls() >= 1);
            busy.end();
            await().until(() -> count("schoolgate.event_loop.stalled") >= 0.1);
        }
    }
}
