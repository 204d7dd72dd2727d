package org.schoolgate.proxy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ExchangeMeters;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Ledger;
import org.schoolgate.proxy.http.SlowClients;
import org.schoolgate.proxy.http.Via;
import org.schoolgate.proxy.identity.Sources;
import org.schoolgate.proxy.listen.ConnectionLimits;
import org.schoolgate.proxy.listen.Listeners;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.LoopWatch;
import org.schoolgate.proxy.metrics.Recurring;
import org.schoolgate.proxy.origin.OriginSettings;
import org.schoolgate.proxy.origin.Origins;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.tunnel.CheckedTunnels;
import org.schoolgate.proxy.tunnel.TunnelLimits;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.bundle.Bundle;

/** The event loops, the way in and the way out: everything between two sockets. */
final class DataPlane implements Closeable {
    private static final int PSEUDONYM_BYTES = 4;
    private static final Duration REPORT_PAUSE = Duration.ofSeconds(5);
    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    /** Idle connections to origins that are wanted, of all event loops together. */
    private static final int POOLED = THREADS * OriginSettings.DEFAULTS.pooledInAll();

    private final Descriptors descriptors;
    private final EventLoopGroup loops;
    private final LoopWatch watch;
    private final Origins origins;
    private final Sources sources;
    private final CheckedTunnels tunnels;
    private final Listeners listeners;
    private final HttpServices services;
    private final Health health;
    private final List<InetSocketAddress> others;
    private volatile List<InetSocketAddress> addresses = List.of();

    private DataPlane(
            Descriptors descriptors,
            EventLoopGroup loops,
            Origins origins,
            Sources sources,
            CheckedTunnels tunnels,
            Listeners listeners,
            HttpServices services,
            Health health,
            List<InetSocketAddress> others) {
        this.descriptors = descriptors;
        this.loops = loops;
        this.watch = LoopWatch.start(loops, System::nanoTime, health);
        this.origins = origins;
        this.sources = sources;
        this.tunnels = tunnels;
        this.listeners = listeners;
        this.services = services;
        this.health = health;
        this.others = others;
    }

    /**
     * Opens the ways in.
     *
     * @param others sockets on this machine that browsers must not reach through the proxy, besides its own
     * @throws IOException when a port cannot be had
     */
    static DataPlane open(
            GatewayConfig config,
            Supplier<@Nullable Bundle> bundles,
            Ledger ledger,
            Health health,
            MeterRegistry meters,
            Collection<InetSocketAddress> others)
            throws IOException {
        Host.loadTables(); // here, as on an event loop all its clients would wait
        Descriptors descriptors = Descriptors.of(Descriptors.limitOfProcess(), POOLED);
        OriginSettings settings = originSettings(config, descriptors);
        Transport transport = Transport.best();
        EventLoopGroup loops = transport.newGroup(THREADS, "proxy");
        Origins origins = new Origins(loops, transport, settings, System::nanoTime);
        Sources sources = Sources.start(bundles, health, System::nanoTime);
        HttpServices services = new HttpServices(
                bundles,
                config.clientTerms(),
                InstantSource.system(),
                System::nanoTime,
                ledger,
                new ExchangeMeters(meters),
                origins,
                sources.signIns(),
                sources.neighbours(),
                new Via("schoolgate-" + randomHex()));
        CheckedTunnels tunnels = new CheckedTunnels(TunnelLimits.DEFAULTS, services.monotonicClock());
        Listeners listeners =
                new Listeners(loops, transport, services, tunnels, connections(config, descriptors), health);
        DataPlane plane = new DataPlane(
                descriptors, loops, origins, sources, tunnels, listeners, services, health, List.copyOf(others));
        try {
            plane.listen(config);
            Recurring.every(
                    REPORT_PAUSE,
                    loops.next(),
                    "reporting on incidents",
                    () -> services.detector().report(health));
            plane.register(meters);
            return plane;
        } catch (IOException e) {
            plane.close();
            throw e;
        }
    }

    /**
     * Serves by another configuration, or, when it fails, goes on as it was. No connection is closed: which ports there are,
     * whom they serve and within which limits holds for connections to come; how origins are reached, and which may be,
     * for the next request on those that are open too. Blocks; not for several threads.
     *
     * @throws IOException when a port cannot be had, or a file is not what it should be
     */
    void use(GatewayConfig next) throws IOException {
        Origins.Prepared ways = origins.prepare(originSettings(next, descriptors));
        try {
            listen(next);
        } catch (IOException | RuntimeException e) {
            ways.discard();
            throw e;
        }
        ways.use();
        services.use(next.clientTerms());
        tunnels.judgeAgain();
    }

    private void listen(GatewayConfig config) throws IOException {
        ConnectionLimits limits = connections(config, descriptors);
        addresses = List.copyOf(listeners.use(config.ports(), limits));
        descriptors.report(limits.inAll(), config.limits().maxConnections(), health);
        origins.listenAt(Stream.concat(others.stream(), addresses.stream()).toList());
    }

    private static ConnectionLimits connections(GatewayConfig config, Descriptors descriptors) {
        return config.limits().connections().within(descriptors.clients());
    }

    private static OriginSettings originSettings(GatewayConfig config, Descriptors descriptors) throws IOException {
        OriginSettings settings = OriginSettings.DEFAULTS
                .withPooledInAll(Math.max(1, descriptors.pooled() / THREADS))
                .withNameServers(config.nameServers())
                .withParent(config.parent())
                .withTimeouts(config.originTimeouts());
        return config.hostsFile() == null ? settings : settings.withHostsFile(config.hostsFile());
    }

    /** Differs from that of every other gateway, and of this one before its last start. */
    private static String randomHex() {
        byte[] random = new byte[PSEUDONYM_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Of the ports, in the order of {@link GatewayConfig#ports}. */
    List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** Call it when another bundle has come in force; does not wait. */
    void judgeTunnelsAgain() {
        tunnels.judgeAgain();
    }

    private void register(MeterRegistry meters) {
        watch.register(meters);
        origins.register(meters);
        sources.register(meters);
        Transport.registerBuffers(meters);
        tunnels.register(meters);
        listeners.register(meters);
        services.detector().register(meters);
        services.overLimit().register(meters);
        registerSlow("upload", SlowClients::uploads, meters);
        registerSlow("download", SlowClients::downloads, meters);
    }

    private void registerSlow(String direction, ToDoubleFunction<SlowClients> count, MeterRegistry meters) {
        FunctionCounter.builder("schoolgate.clients.too_slow", services.slowClients(), count)
                .tag("direction", direction)
                .register(meters);
    }

    /** See {@link Listeners#close}. */
    int drain(Duration grace) {
        return listeners.close(grace);
    }

    @Override
    public void close() {
        listeners.close(Duration.ZERO);
        watch.close();
        origins.close();
        sources.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
