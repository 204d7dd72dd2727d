package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class OriginHandlerTest {
    @Test
    void faultsOfOursAreLoggedAndThoseOfTheNetworkAreNot() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Faults.class);
        logger.addAppender(log);
        for (Exception fault : new Exception[] {new IOException("reset"), new IllegalStateException("ours")}) {
            EmbeddedChannel origin = new EmbeddedChannel(OriginHandler.initializer(Duration.ofSeconds(1)));
            origin.pipeline().fireExceptionCaught(fault);
            assertThat(origin.isOpen()).isFalse();
        }
        logger.detachAppender(log);
        assertThat(log.list)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getThrowableProxy().getMessage()).isEqualTo("ours"));
    }
}
