package org.schoolgate.cli.process;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.console.Version;
import org.schoolgate.proxy.GatewayConfig;
import org.schoolgate.rules.policy.Network;

/**
 * Where a gateway listens and whom it asks.
 *
 * @param host address that browsers connect to
 * @param listeners further ports for browsers, as {@link ListenOption} reads them
 * @param opsPort metrics and health, on loopback
 * @param allowOrigins networks (CIDR) that may be reached although they are inside addresses
 * @param hostsFile asked before DNS; null for that of the system
 * @param dnsServers {@code ADDRESS} or {@code ADDRESS:PORT}; empty for those of the system
 * @param parentProxy {@code ADDRESS:PORT} of a proxy that all requests to the internet go through; null for none
 * @param parentCredentials a file with {@code USER:PASSWORD} for it; null for none
 * @param connectTimeout seconds, for one address of an origin
 * @param answerTimeout seconds, from the end of a request to the head of its answer
 * @param bodyTimeout seconds, for the next part of an answer
 * @param idleTimeout seconds that a connection to an origin is kept without an exchange
 * @param limits for clients
 * @param log of the access log
 */
record GatewaySettings(
        String host,
        int port,
        List<String> listeners,
        int opsPort,
        List<String> allowOrigins,
        @Nullable Path hostsFile,
        List<String> dnsServers,
        @Nullable String parentProxy,
        @Nullable Path parentCredentials,
        int connectTimeout,
        int answerTimeout,
        int bodyTimeout,
        int idleTimeout,
        LimitSettings limits,
        LogSettings log) {
    GatewaySettings {
        listeners = List.copyOf(listeners);
        allowOrigins = List.copyOf(allowOrigins);
        dnsServers = List.copyOf(dnsServers);
    }

    /**
     * What a gateway is started with.
     *
     * @param folder for what it keeps
     * @param bundle that it serves from; null for one that is enrolled
     * @throws RefusedException when a setting is not what it should be
     */
    GatewayConfig config(Path folder, @Nullable Path bundle) throws RefusedException {
        try {
            return new GatewayConfig(
                    folder,
                    bundle,
                    new InetSocketAddress(host, port),
                    listeners.stream().map(ListenOption::parse).toList(),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), opsPort),
                    allowOrigins.stream().map(Network::parse).toList(),
                    hostsFile,
                    dnsServers.stream().map(NameServer::parse).toList(),
                    parent(),
                    parentCredentials,
                    Duration.ofSeconds(connectTimeout),
                    Duration.ofSeconds(answerTimeout),
                    Duration.ofSeconds(bodyTimeout),
                    Duration.ofSeconds(idleTimeout),
                    limits.config(),
                    log.config(),
                    Version.text());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable InetSocketAddress parent() {
        InetSocketAddress address = parentProxy == null ? null : SocketAddresses.parse(parentProxy);
        if (parentProxy != null && address == null) {
            throw new IllegalArgumentException("parent proxy: \"" + parentProxy + "\" (expected: ADDRESS:PORT)");
        }
        return address;
    }
}
