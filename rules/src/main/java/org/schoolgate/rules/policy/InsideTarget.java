package org.schoolgate.rules.policy;

import java.util.List;
import java.util.Set;
import org.schoolgate.rules.Host;

/**
 * Addresses inside the school's own network that clients may reach through the gateway.
 *
 * @param hosts by which they may be asked for; empty for any
 * @param ports empty for any
 */
public record InsideTarget(List<HostPattern> hosts, List<Network> networks, Set<Integer> ports) {
    public InsideTarget {
        hosts = List.copyOf(hosts);
        networks = List.copyOf(networks);
        ports = Set.copyOf(ports);
    }

    boolean covers(Host host, byte[] address, int port) {
        return (ports.isEmpty() || ports.contains(port))
                && Network.anyContains(networks, address)
                && (hosts.isEmpty() || hosts.stream().anyMatch(pattern -> pattern.covers(host)));
    }
}
