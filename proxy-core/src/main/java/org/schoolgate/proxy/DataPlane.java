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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.detect.Detector;
import org.schoolgate.proxy.http.ExchangeMeters;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Ledger;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.http.OverLimit;
import org.schoolgate.proxy.http.SlowClients;
import org.schoolgate.proxy.http.Via;
import org.schoolgate.proxy.listen.ConnectionLimits;
import org.schoolgate.proxy.listen.ListenerConfig;
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

    private final EventLoopGroup loops;
    private final LoopWatch watch;
    private final Origins origins;
    private final CheckedTunnels tunnels;
    private final Listeners listeners;
    private final List<InetSocketAddress> addresses;
    private final OverLimit overLimit;
    private final SlowClients slowClients;
    private final Detector detector;

    private DataPlane(
            EventLoopGroup loops,
            LoopWatch watch,
            Origins origins,
            CheckedTunnels tunnels,
            Listeners listeners,
            List<InetSocketAddress> addresses,
            HttpServices services) {
        this.loops = loops;
        this.watch = watch;
        this.origins = origins;
        this.tunnels = tunnels;
        this.listeners = listeners;
        this.addresses = List.copyOf(addresses);
        this.overLimit = services.overLimit();
        this.slowClients = services.slowClients();
        this.detector = services.detector();
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
        int threads = Runtime.getRuntime().availableProcessors();
        OriginSettings wanted = originSettings(config);
        Descriptors descriptors = Descriptors.of(Descriptors.limitOfProcess(), threads * wanted.pooledInAll());
        OriginSettings settings = wanted.withPooledInAll(Math.max(1, descriptors.pooled() / threads));
        ConnectionLimits connections = config.limits().connections().within(descriptors.clients());
        descriptors.report(connections.inAll(), config.limits().maxConnections(), health);
        Transport transport = Transport.best();
        EventLoopGroup loops = transport.newGroup(threads, "proxy");
        Origins origins = new Origins(loops, transport, settings, System::nanoTime);
        others.forEach(origins::addOwnListener);
        HttpServices services = new HttpServices(
                bundles,
                config.allowOrigins(),
                InstantSource.system(),
                System::nanoTime,
                Limits.DEFAULTS.with(config.limits().bodyRates()),
                config.limits().requestRate(),
                ledger,
                new ExchangeMeters(meters),
                origins,
                new Via("schoolgate-" + randomHex()));
        CheckedTunnels tunnels = new CheckedTunnels(TunnelLimits.DEFAULTS, services.monotonicClock());
        Listeners listeners = new Listeners(loops, transport, services, tunnels, connections, health);
        try {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (ListenerConfig port : config.ports()) {
                InetSocketAddress address = listeners.open(port);
                origins.addOwnListener(address);
                addresses.add(address);
            }
            Recurring.every(
                    REPORT_PAUSE,
                    loops.next(),
                    "reporting on incidents",
                    () -> services.detector().report(health));
            LoopWatch watch = LoopWatch.start(loops, System::nanoTime, health);
            DataPlane plane = new DataPlane(loops, watch, origins, tunnels, listeners, addresses, services);
            plane.register(meters);
            return plane;
        } catch (IOException e) {
            listeners.close(Duration.ZERO);
            close(loops, origins);
            throw e;
        }
    }

    private static OriginSettings originSettings(GatewayConfig config) throws IOException {
        OriginSettings settings = OriginSettings.DEFAULTS
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
        Transport.registerBuffers(meters);
        tunnels.register(meters);
        listeners.register(meters);
        detector.register(meters);
        overLimit.register(meters);
        registerSlow("upload", SlowClients::uploads, meters);
        registerSlow("download", SlowClients::downloads, meters);
    }

    private void registerSlow(String direction, ToDoubleFunction<SlowClients> count, MeterRegistry meters) {
        FunctionCounter.builder("schoolgate.clients.too_slow", slowClients, count)
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
        close(loops, origins);
    }

    private static void close(EventLoopGroup loops, Origins origins) {
        origins.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
