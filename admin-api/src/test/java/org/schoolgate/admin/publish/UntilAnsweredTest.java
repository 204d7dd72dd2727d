package org.schoolgate.admin.publish;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class UntilAnsweredTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(UntilAnswered.class);
    private static final RuntimeException REFUSED = new UncheckedIOException(new ConnectException("refused"));
    private static final RuntimeException SILENT = new UncheckedIOException(new SocketTimeoutException("silent"));

    private final List<Duration> pauses = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private @Nullable RuntimeException failure = REFUSED;
    private final UntilAnswered asking =
            new UntilAnswered(this::answer, thrown -> thrown instanceof UncheckedIOException, (pause, work) -> {
                pauses.add(pause);
                later.add(work);
            });

    private void answer() {
        if (failure != null) {
            throw failure;
        }
    }

    private void pass(int times) {
        for (int i = 0; i < times; i++) {
            later.remove().run();
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(log);
    }

    @Test
    void storeThatDoesNotAnswerIsAskedMoreAndMoreRarelyUpToOnceAMinute() {
        asking.begin();
        pass(8);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void answerEndsItAndTheNextTimeBeginsAnew() {
        asking.begin();
        pass(2);
        failure = null;
        pass(1);
        assertThat(later).isEmpty();
        asking.begin();
        assertThat(pauses).last().isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void failureThatIsNoOutageEndsItAndIsLoggedAsAnError() {
        asking.begin();
        failure = new IllegalStateException(new IOException("taken"));
        pass(1);
        assertThat(later).isEmpty();
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getThrowableProxy().getMessage()).contains("taken");
        });
    }

    @Test
    void onlyAnotherReasonIsLoggedAgain() {
        asking.begin();
        pass(3);
        failure = SILENT;
        pass(3);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("ConnectException: refused"),
                        line -> assertThat(line).endsWith("SocketTimeoutException: silent"));
    }

    @Test
    void whatIsAskedAlreadyIsNotAskedTwice() {
        asking.begin();
        asking.begin();
        assertThat(later).hasSize(1);
    }
}
