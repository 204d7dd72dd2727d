package org.schoolgate.proxy.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.schoolgate.proxy.http.Drain;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Tunnels;
import org.schoolgate.proxy.origin.OriginLoop;
import org.schoolgate.proxy.origin.Transport;

/** The port of the explicit proxy, and the connections that came in by it. */
public final class Listener {
    private static final int BACKLOG = 1024;

    private final Channel server;
    private final ChannelGroup open;
    private final ConnectionCounter counter;

    private Listener(Channel server, ChannelGroup open, ConnectionCounter counter) {
        this.server = server;
        this.open = open;
        this.counter = counter;
    }

    /**
     * Opens the port and serves.
     *
     * @param group whose loops the clients get, and with them their origins
     * @throws IOException when the port cannot be had; the message names it
     */
    public static Listener open(
            InetSocketAddress address,
            EventLoopGroup group,
            Transport transport,
            HttpServices services,
            Tunnels tunnels,
            ConnectionLimits limits)
            throws IOException {
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        ConnectionCounter counter = new ConnectionCounter(limits);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(transport.serverType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, Transport.BUFFERS)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OriginLoop.WATER_MARK)
                .childHandler(new ClientPipeline(services, tunnels, counter, open));
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("proxy port " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new Listener(bound.channel(), open, counter);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** Connections open now. */
    public int connections() {
        return counter.inAll();
    }

    /** Connections turned away because there were too many. */
    public long refusedConnections() {
        return counter.refused();
    }

    /**
     * Accepts no more, lets exchanges end for as long as is granted, and then closes what is left. Blocks; not to be called
     * on an event loop.
     *
     * @return how many connections had to be broken off
     */
    public int close(Duration grace) {
        server.close().awaitUninterruptibly();
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.NOW));
        open.newCloseFuture().awaitUninterruptibly(grace.toMillis(), TimeUnit.MILLISECONDS);
        int left = open.size();
        open.close().awaitUninterruptibly();
        return left;
    }
}
