package org.schoolgate.cli.process;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the processes listen and whom they ask; policy is not in here. A null or empty part means the system's own.
 *
 * @param proxyHost address that browsers connect to
 * @param gatewayOpsPort metrics and health of the gateway, on loopback
 * @param allowOrigins networks (CIDR) that the gateway may reach although they are inside addresses
 * @param hostsFile asked before DNS; null for {@code /etc/hosts}
 * @param dnsServers {@code ADDRESS} or {@code ADDRESS:PORT}
 */
record Settings(
        String proxyHost,
        int proxyPort,
        int gatewayOpsPort,
        String adminHost,
        int adminPort,
        List<String> allowOrigins,
        @Nullable Path hostsFile,
        List<String> dnsServers) {
    /** With no file and no option: all addresses of the box, but a demonstration stays on loopback. */
    static Settings defaults(boolean demo) {
        String host = demo ? "127.0.0.1" : "0.0.0.0";
        return new Settings(host, 3128, 9101, host, 8443, List.of(), null, List.of());
    }

    Settings {
        allowOrigins = List.copyOf(allowOrigins);
        dnsServers = List.copyOf(dnsServers);
    }
}
