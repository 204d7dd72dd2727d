package org.schoolgate.proxy.listen;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.Drain;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Tunnels;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Recurring;
import org.schoolgate.proxy.origin.OriginLoop;
import org.schoolgate.proxy.origin.Transport;

/** The ports of the proxy, and the connections that came in by them. Not thread-safe but for {@link #register}'s meters. */
public final class Listeners {
    private static final int BACKLOG = 1024;
    private static final Duration CERTIFICATE_PAUSE = Duration.ofSeconds(5);
    private static final Duration MEMORY_PAUSE = Duration.ofMillis(250);

    private final Transport transport;
    private final ServerBootstrap bootstrap;
    private final HttpServices services;
    private final Tunnels tunnels;
    private final Health health;
    private final ConnectionCounter counter;
    private final TooManyConnections tooMany = new TooManyConnections();
    private final ListenerFaults faults = new ListenerFaults();
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final List<Channel> servers = new ArrayList<>();
    private final List<OpenPort> ports = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schoolgate-ports", true));

    /** @param group whose loops the clients get, and with them their origins */
    public Listeners(
            EventLoopGroup group,
            Transport transport,
            HttpServices services,
            Tunnels tunnels,
            ConnectionLimits limits,
            Health health) {
        this.transport = transport;
        this.services = services;
        this.tunnels = tunnels;
        this.health = health;
        MemoryGuard memory = new MemoryGuard(
                limits.memoryPercent(),
                new HeapAfterCollection(services.monotonicClock()),
                Transport::buffersInUse,
                health);
        this.counter = new ConnectionCounter(limits, memory);
        memory.look();
        Recurring.every(MEMORY_PAUSE, housekeeping, "looking at memory", memory::look);
        this.bootstrap = new ServerBootstrap()
                .group(group)
                .channel(transport.serverType())
                .handler(new AfterEvents())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, Transport.BUFFERS)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OriginLoop.WATER_MARK);
    }

    /**
     * Opens a port and serves.
     *
     * @return where; tells the port when 0 was asked for
     * @throws IOException when the port cannot be had, or its certificate is not in order; the message names it
     */
    public InetSocketAddress open(ListenerConfig port) throws IOException {
        if (port.kind().isDiverted() && transport != Transport.EPOLL) {
            throw new IOException(
                    "proxy port " + port.address() + ": " + port.kind().id() + " needs epoll");
        }
        ClientPipeline pipeline = new ClientPipeline(
                port,
                certificate(port),
                new PacFiles(port.name(), ports),
                services,
                tunnels,
                counter,
                tooMany,
                faults,
                open);
        ServerBootstrap server = bootstrap.clone().childHandler(pipeline);
        if (port.kind() == Kind.TPROXY) {
            server.option(EpollChannelOption.IP_TRANSPARENT, true);
        }
        ChannelFuture bound = server.bind(port.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "proxy port " + port.address() + ": " + bound.cause().getMessage(), bound.cause());
        }
        InetSocketAddress local = (InetSocketAddress) bound.channel().localAddress();
        servers.add(bound.channel());
        ports.add(new OpenPort(port, local.getPort()));
        return local;
    }

    private @Nullable ServerCertificate certificate(ListenerConfig port) throws IOException {
        if (port.tls() == null) {
            return null;
        }
        ServerCertificate certificate = new ServerCertificate(port.tls(), services.clock(), health);
        Recurring.every(CERTIFICATE_PAUSE, housekeeping, "reading a certificate", certificate::refresh);
        return certificate;
    }

    public void register(MeterRegistry meters) {
        counter.register(meters);
        faults.register(meters);
    }

    /** Connections open now. */
    public int connections() {
        return counter.inAll();
    }

    /**
     * Accepts no more, lets exchanges end for as long as is granted, and then closes what is left. Blocks; not to be called
     * on an event loop.
     *
     * @return how many connections had to be broken off
     */
    public int close(Duration grace) {
        housekeeping.shutdown();
        servers.forEach(server -> server.close().awaitUninterruptibly());
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.NOW));
        open.newCloseFuture().awaitUninterruptibly(grace.toMillis(), TimeUnit.MILLISECONDS);
        int left = open.size();
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.OVER));
        open.close().awaitUninterruptibly();
        return left;
    }
}
