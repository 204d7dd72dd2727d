package org.schoolgate.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RecurringTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(Recurring.class);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private int times;

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(log);
    }

    private Future<?> failing(Integer... failingTimes) {
        Set<Integer> failing = Set.of(failingTimes);
        return Recurring.every(Duration.ofSeconds(1), channel.eventLoop(), "looking at the sky", () -> {
            if (failing.contains(++times)) {
                throw new IllegalStateException("clouds");
            }
        });
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    @Test
    void workThatFailsIsTriedAgain() {
        failing(2);
        pass(4);
        assertThat(times).isEqualTo(4);
    }

    @Test
    void workThatKeepsFailingIsLoggedOnceUntilItSucceeds() {
        failing(1, 2, 3, 5);
        pass(6);
        assertThat(log.list)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .isEqualTo("looking at the sky failed, and is tried again"));
    }

    @Test
    void workThatIsCancelledIsNotDone() {
        failing().cancel(false);
        pass(2);
        assertThat(times).isZero();
    }
}
