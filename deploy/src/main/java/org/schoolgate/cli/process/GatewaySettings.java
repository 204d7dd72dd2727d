package org.schoolgate.cli.process;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
}
