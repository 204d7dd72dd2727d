package org.schoolgate.proxy.listen;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelException;
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
import java.util.Map;
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
    private final ConnectionCounter counter;
    private final TooManyConnections tooMany = new TooManyConnections();
    private final ListenerFaults faults = new ListenerFaults();
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Certificates certificates;
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schoolgate-ports", true));

    private List<ListeningSocket> sockets = List.of();

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
        this.certificates = new Certificates(services.clock(), health);
        MemoryGuard memory = new MemoryGuard(
                limits.memoryPercent(),
                new HeapAfterCollection(services.monotonicClock()),
                Transport::buffersInUse,
                health);
        this.counter = new ConnectionCounter(limits, memory);
        memory.look();
        Recurring.every(MEMORY_PAUSE, housekeeping, "looking at memory", memory::look);
        Recurring.every(CERTIFICATE_PAUSE, housekeeping, "reading certificates", certificates::refresh);
        this.bootstrap = new ServerBootstrap()
                .group(group)
                .channel(transport.serverType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, Transport.BUFFERS)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OriginLoop.WATER_MARK);
    }

    /**
     * Serves these ports and no others, within these limits. Those that are open at the same address stay open; connections
     * go on as they came in. When it fails, everything is as it was. Blocks; not to be called on an event loop, nor by several
     * threads.
     *
     * @return where, in their order; tells the port when 0 was asked for
     * @throws IOException when a port cannot be had, or its certificate is not in order; the message names it
     */
    public List<InetSocketAddress> use(List<ListenerConfig> ports, ConnectionLimits limits) throws IOException {
        Map<TlsFiles, ServerCertificate> shown = certificates.of(ports);
        List<ListeningSocket> left = new ArrayList<>(sockets);
        List<ListeningSocket> next = new ArrayList<>();
        try {
            for (ListenerConfig port : ports) {
                next.add(socket(port, left));
            }
        } catch (IOException | RuntimeException e) {
            next.removeAll(sockets);
            next.forEach(ListeningSocket::close);
            throw e;
        }
        certificates.show(shown);
        counter.use(limits);
        serve(ports, next, shown);
        left.forEach(ListeningSocket::close);
        sockets = List.copyOf(next);
        return next.stream().map(ListeningSocket::address).toList();
    }

    /** One that is open already, which is taken from what is left; else a new one. */
    private ListeningSocket socket(ListenerConfig port, List<ListeningSocket> left) throws IOException {
        if (port.kind().isDiverted() && transport != Transport.EPOLL) {
            throw failure(port, port.kind().id() + " needs epoll", null);
        }
        for (ListeningSocket open : left) {
            if (open.isAt(port.address())) {
                left.remove(open);
                return port.kind() == Kind.TPROXY ? transparent(open, port) : open;
            }
        }
        return bind(port);
    }

    private static ListeningSocket transparent(ListeningSocket open, ListenerConfig port) throws IOException {
        try {
            open.set(EpollChannelOption.IP_TRANSPARENT, true);
            return open;
        } catch (ChannelException e) {
            throw failure(port, e.getMessage(), e);
        }
    }

    private ListeningSocket bind(ListenerConfig port) throws IOException {
        ServerBootstrap server = bootstrap.clone();
        if (port.kind() == Kind.TPROXY) {
            server.option(EpollChannelOption.IP_TRANSPARENT, true);
        }
        try {
            return ListeningSocket.bind(server, port.address());
        } catch (IOException e) {
            throw failure(port, e.getMessage() + overlap(port.address()), e);
        }
    }

    /** An address of a port and all addresses of it cannot be listened at both, not even for a moment. */
    private String overlap(InetSocketAddress wanted) {
        return sockets.stream()
                .map(ListeningSocket::address)
                .filter(open -> open.getPort() == wanted.getPort())
                .findFirst()
                .map(open -> " (this gateway listens at " + open
                        + "; it changes to another address of a port when it starts)")
                .orElse("");
    }

    private static IOException failure(ListenerConfig port, @Nullable String why, @Nullable Exception cause) {
        return new IOException("proxy port " + port.address() + ": " + why, cause);
    }

    private void serve(List<ListenerConfig> ports, List<ListeningSocket> at, Map<TlsFiles, ServerCertificate> shown) {
        List<OpenPort> all = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            all.add(new OpenPort(ports.get(i), at.get(i).address().getPort()));
        }
        for (int i = 0; i < ports.size(); i++) {
            ListenerConfig port = ports.get(i);
            ServerCertificate certificate = port.tls() == null ? null : shown.get(port.tls());
            PacFiles pac = new PacFiles(port.name(), List.copyOf(all));
            at.get(i)
                    .serve(new ClientPipeline(
                            port, certificate, pac, services, tunnels, counter, tooMany, faults, open));
        }
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
        sockets.forEach(ListeningSocket::close);
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.NOW));
        open.newCloseFuture().awaitUninterruptibly(grace.toMillis(), TimeUnit.MILLISECONDS);
        int left = open.size();
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.OVER));
        open.close().awaitUninterruptibly();
        return left;
    }
}
