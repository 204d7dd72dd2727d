package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

final class AfterEventsTest {
    @Test
    void acceptedConnectionIsPassedOnWhenTheEventsAtHandAreWorkedOff() {
        EmbeddedChannel server = new EmbeddedChannel(new AfterEvents());
        server.pipeline().fireChannelRead("a connection");
        assertThat(server.inboundMessages()).isEmpty();
        server.runPendingTasks();
        assertThat(server.inboundMessages()).containsExactly("a connection");
    }
}
