package org.schoolgate.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class OutageLogTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(OutageLog.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long nanos;
    private final OutageLog outages = new OutageLog(() -> nanos);

    @BeforeEach
    void listen() {
        lines.start();
        LOGGER.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(lines);
    }

    @Test
    void requestsThatFailInAnOutageAreOneLineAMinute() {
        for (int second = 0; second < 121; second++) {
            outages.count("r" + second);
            nanos += Duration.ofSeconds(1).toNanos();
        }
        assertThat(lines.list)
                .extracting(line -> line.getArgumentArray()[0] + " " + line.getArgumentArray()[1])
                .containsExactly("1 r0", "60 r60", "60 r120");
    }
}
