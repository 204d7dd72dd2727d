package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.testing.Wire;

final class GentleCloseTest {
    private static final int MORE_THAN_THE_KERNEL_HOLDS = 32 << 20;

    /** Sends much and closes. */
    private static final class Farewell extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.write(Unpooled.wrappedBuffer(new byte[MORE_THAN_THE_KERNEL_HOLDS]), ctx.voidPromise());
            GentleClose.of(ctx.channel());
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void slowClientGetsAllThatWasWritten(Transport transport) throws Exception {
        EventLoopGroup group = transport.newGroup(1, "gentle-close-test");
        try {
            Channel server = new ServerBootstrap()
                    .group(group)
                    .channel(transport.serverType())
                    .childHandler(new Farewell())
                    .bind("127.0.0.1", 0)
                    .sync()
                    .channel();
            try (Wire client = Wire.connect((InetSocketAddress) server.localAddress(), "127.0.0.1")) {
                TimeUnit.MILLISECONDS.sleep(2_500);
                assertThat(client.readToEnd()).hasSize(MORE_THAN_THE_KERNEL_HOLDS);
            }
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
