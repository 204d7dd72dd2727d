package org.schoolgate.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MendedEpollTest {
    /** More than one read takes, and less than a socket holds before anybody reads. */
    private static final int BYTES = 50_000;

    private EventLoopGroup group;
    private ServerSocketChannel server;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Transport.best() == Transport.EPOLL);
        group = Transport.EPOLL.newGroup(1, "mended-epoll-test");
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() throws IOException {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        server.close();
    }

    /** Notes what comes. */
    private static final class Seen extends ChannelInboundHandlerAdapter {
        final AtomicInteger bytes = new AtomicInteger();
        final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            bytes.addAndGet(((ByteBuf) message).readableBytes());
            ((ByteBuf) message).release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            events.add("read");
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            events.add(event.getClass().getSimpleName());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            events.add("closed");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.add(cause.toString());
        }
    }

    private Channel connect(ChannelInboundHandlerAdapter handler) throws IOException {
        return new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(handler)
                .connect(server.getLocalAddress())
                .channel();
    }

    /** A connection, and its other side. */
    private SocketChannel accepted() throws IOException {
        SocketChannel peer = server.accept();
        peer.configureBlocking(false);
        return peer;
    }

    @Test
    void connectionThatHasEndedIsReadOnlyWhenItIsWantedAndThenToItsEnd() throws Exception {
        Seen seen = new Seen();
        Channel channel = connect(seen);
        try (SocketChannel peer = accepted()) {
            await().until(channel::isActive);
            channel.eventLoop()
                    .submit(() -> channel.config().setAutoRead(false))
                    .sync();
            assertThat(peer.write(ByteBuffer.allocate(BYTES))).isEqualTo(BYTES);
            peer.shutdownOutput();
            for (int look = 0; look < 3; look++) {
                channel.eventLoop().submit(() -> {}).sync();
            }
            assertThat(seen.bytes).hasValue(0);
            channel.eventLoop().submit(() -> channel.config().setAutoRead(true)).sync();
            await().untilAsserted(
                            () -> assertThat(seen.events).contains(ChannelInputShutdownEvent.class.getSimpleName()));
            assertThat(seen.bytes).hasValue(BYTES);
            assertThat(channel.isActive()).isTrue();
        }
    }

    @Test
    void socketGetsNoEventOfTheOneThatHadItsNumber() throws Exception {
        Seen seen = new Seen();
        Channel old = connect(new ChannelInboundHandlerAdapter());
        CompletableFuture<Channel> fresh = new CompletableFuture<>();
        try (SocketChannel peerOfOld = accepted()) {
            await().until(old::isActive);
            Channel first = connect(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
                    ((ByteBuf) message).release();
                    old.close();
                    fresh.complete(connect(seen));
                }
            });
            try (SocketChannel peerOfFirst = accepted()) {
                await().until(first::isActive);
                int number = number(old);
                // Both are there when the loop looks next: bytes for the first, and then the end of the old one.
                group.submit(() -> peerOfFirst.write(ByteBuffer.allocate(1)) + closed(peerOfOld))
                        .sync();
                assumeTrue(number(fresh.join()) == number, "another thread took the number");
                try (SocketChannel peer = accepted()) {
                    await().until(fresh.join()::isActive);
                    assertThat(peer.write(ByteBuffer.allocate(BYTES))).isEqualTo(BYTES);
                    await().until(() -> seen.bytes.get() == BYTES);
                    assertThat(seen.events).containsOnly("read");
                    assertThat(fresh.join().isActive()).isTrue();
                }
            }
        }
    }

    private static int closed(SocketChannel peer) throws IOException {
        peer.close();
        return 0;
    }

    private static int number(Channel channel) {
        return ((EpollSocketChannel) channel).fd().intValue();
    }
}
