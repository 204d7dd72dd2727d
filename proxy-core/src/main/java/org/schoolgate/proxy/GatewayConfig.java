package org.schoolgate.proxy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.listen.ListenerConfig;
import org.schoolgate.proxy.origin.OriginTimeouts;
import org.schoolgate.proxy.origin.ParentProxy;
import org.schoolgate.rules.policy.Network;

/**
 * Where a gateway keeps what it knows, where it listens, and whom it asks.
 *
 * @param folder for its enrolment, bundles, access log and outbox; made when it is not there
 * @param bundleFolder a bundle to serve from instead of an admin server's; null for a gateway that is enrolled
 * @param proxyAddress for browsers
 * @param listeners further ports for browsers
 * @param opsAddress for health and metrics, on loopback
 * @param allowOrigins networks that may be reached although they are inside, besides those that the policy names
 * @param hostsFile asked before DNS; null for the system's
 * @param nameServers empty for the system's
 * @param parent what all requests to the internet go through; null where they go to their origins
 * @param originTimeouts how long an origin is waited for
 * @param minUploadRate bytes a second of a body below which a client is given up; 0 for none
 * @param minDownloadRate the same of what it is sent
 * @param version of this program, for the admin server
 */
public record GatewayConfig(
        Path folder,
        @Nullable Path bundleFolder,
        InetSocketAddress proxyAddress,
        List<ListenerConfig> listeners,
        InetSocketAddress opsAddress,
        List<Network> allowOrigins,
        @Nullable Path hostsFile,
        List<InetSocketAddress> nameServers,
        @Nullable ParentProxy parent,
        OriginTimeouts originTimeouts,
        int minUploadRate,
        int minDownloadRate,
        String version) {
    public GatewayConfig {
        listeners = List.copyOf(listeners);
        allowOrigins = List.copyOf(allowOrigins);
        nameServers = List.copyOf(nameServers);
    }

    /** All of them, that of {@code proxyAddress} first. */
    List<ListenerConfig> ports() {
        List<ListenerConfig> ports = new ArrayList<>();
        ports.add(ListenerConfig.open(proxyAddress));
        ports.addAll(listeners);
        return ports;
    }
}
