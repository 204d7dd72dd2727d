package org.schoolgate.proxy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.BodyRates;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Ledger;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.http.SlowClients;
import org.schoolgate.proxy.http.Via;
import org.schoolgate.proxy.listen.ConnectionLimits;
import org.schoolgate.proxy.listen.Listener;
import org.schoolgate.proxy.origin.OriginSettings;
import org.schoolgate.proxy.origin.Origins;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.tunnel.CheckedTunnels;
import org.schoolgate.proxy.tunnel.TunnelLimits;
import org.schoolgate.rules.bundle.Bundle;

/** The event loops, the way in and the way out: everything between two sockets. */
final class DataPlane implements Closeable {
    private static final int PSEUDONYM_BYTES = 4;

    private final EventLoopGroup loops;
    private final Origins origins;
    private final CheckedTunnels tunnels;
    private final Listener listener;
    private final SlowClients slowClients;

    private DataPlane(
            EventLoopGroup loops, Origins origins, CheckedTunnels tunnels, Listener listener, SlowClients slowClients) {
        this.loops = loops;
        this.origins = origins;
        this.tunnels = tunnels;
        this.listener = listener;
        this.slowClients = slowClients;
    }

    /**
     * Opens the way in.
     *
     * @param others sockets on this machine that browsers must not reach through the proxy, besides its own
     * @throws IOException when the port cannot be had
     */
    static DataPlane open(
            GatewayConfig config,
            Supplier<@Nullable Bundle> bundles,
            Ledger ledger,
            Collection<InetSocketAddress> others)
            throws IOException {
        Transport transport = Transport.best();
        EventLoopGroup loops = transport.newGroup(Runtime.getRuntime().availableProcessors(), "proxy");
        Origins origins = new Origins(loops, transport, originSettings(config), System::nanoTime);
        others.forEach(origins::addOwnListener);
        try {
            HttpServices services = new HttpServices(
                    bundles,
                    config.allowOrigins(),
                    InstantSource.system(),
                    System::nanoTime,
                    Limits.DEFAULTS.with(BodyRates.of(config.minUploadRate(), config.minDownloadRate())),
                    ledger,
                    origins,
                    new Via("schoolgate-" + randomHex()));
            CheckedTunnels tunnels = new CheckedTunnels(TunnelLimits.DEFAULTS);
            Listener listener = Listener.open(
                    config.proxyAddress(), loops, transport, services, tunnels, ConnectionLimits.DEFAULTS);
            origins.addOwnListener(listener.address());
            return new DataPlane(loops, origins, tunnels, listener, services.slowClients());
        } catch (IOException e) {
            close(loops, origins);
            throw e;
        }
    }

    private static OriginSettings originSettings(GatewayConfig config) {
        OriginSettings settings = OriginSettings.DEFAULTS.withNameServers(config.nameServers());
        return config.hostsFile() == null ? settings : settings.withHostsFile(config.hostsFile());
    }

    /** Differs from that of every other gateway, and of this one before its last start. */
    private static String randomHex() {
        byte[] random = new byte[PSEUDONYM_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    InetSocketAddress address() {
        return listener.address();
    }

    /** Call it when another bundle has come in force; does not wait. */
    void judgeTunnelsAgain() {
        tunnels.judgeAgain();
    }

    void register(MeterRegistry meters) {
        tunnels.register(meters);
        Gauge.builder("schoolgate.connections", listener, Listener::connections).register(meters);
        FunctionCounter.builder("schoolgate.connections.refused", listener, Listener::refusedConnections)
                .register(meters);
        registerSlow("upload", SlowClients::uploads, meters);
        registerSlow("download", SlowClients::downloads, meters);
    }

    private void registerSlow(String direction, ToDoubleFunction<SlowClients> count, MeterRegistry meters) {
        FunctionCounter.builder("schoolgate.clients.too_slow", slowClients, count)
                .tag("direction", direction)
                .register(meters);
    }

    /** See {@link Listener#close}. */
    int drain(Duration grace) {
        return listener.close(grace);
    }

    @Override
    public void close() {
        listener.close(Duration.ZERO);
        close(loops, origins);
    }

    private static void close(EventLoopGroup loops, Origins origins) {
        origins.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
