package org.schoolgate.proxy.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Where clients connect. Whom it is for and what is spoken there may change while it stays open. */
final class ListeningSocket {
    private final InetSocketAddress configured;
    private final Entrance entrance;
    private final Channel server;

    private ListeningSocket(InetSocketAddress configured, Entrance entrance, Channel server) {
        this.configured = configured;
        this.entrance = entrance;
        this.server = server;
    }

    /** Hands each connection to what serves when it comes in. */
    @Sharable
    private static final class Entrance extends ChannelInitializer<Channel> {
        private volatile Consumer<Channel> serving = Channel::close;

        @Override
        protected void initChannel(Channel channel) {
            serving.accept(channel);
        }
    }

    /**
     * Takes the address; nobody is let in before {@link #serve}.
     *
     * @throws IOException when it cannot be had
     */
    static ListeningSocket bind(ServerBootstrap bootstrap, InetSocketAddress address) throws IOException {
        Entrance entrance = new Entrance();
        ChannelFuture bound = bootstrap
                .clone()
                .childHandler(entrance)
                .option(ChannelOption.AUTO_READ, false)
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        return new ListeningSocket(address, entrance, bound.channel());
    }

    /** Sets up further connections like this; those that are open stay as they are. */
    void serve(ClientPipeline pipeline) {
        entrance.serving = pipeline::init;
        server.config().setAutoRead(true);
    }

    /** @throws io.netty.channel.ChannelException when the system does not allow it */
    <T> void set(ChannelOption<T> option, T value) {
        server.config().setOption(option, value);
    }

    boolean isAt(InetSocketAddress address) {
        return configured.equals(address);
    }

    /** Tells the port when 0 was asked for. */
    InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** Lets nobody in any more; who is in stays. */
    void close() {
        server.close().awaitUninterruptibly();
    }
}
