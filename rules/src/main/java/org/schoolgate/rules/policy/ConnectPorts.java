package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/** The ports that a policy opens to tunnels. What is said of a host stands above what is said of all. Immutable. */
final class ConnectPorts {
    private record AtHost(HostPattern pattern, TunnelProtocol protocol) {}

    private final Map<Integer, TunnelProtocol> open = new HashMap<>();
    private final Map<Integer, HostTable<AtHost>> openAtHosts = new HashMap<>();

    ConnectPorts(List<ConnectPort> ports) {
        Map<Integer, List<AtHost>> atHosts = new HashMap<>();
        for (ConnectPort port : ports) {
            if (port.hosts().isEmpty()) {
                open.put(port.port(), port.protocol());
            }
            for (HostPattern host : port.hosts()) {
                atHosts.computeIfAbsent(port.port(), key -> new ArrayList<>()).add(new AtHost(host, port.protocol()));
            }
        }
        atHosts.forEach((port, hosts) ->
                openAtHosts.put(port, new HostTable<>(hosts, AtHost::pattern, Comparator.comparing(AtHost::protocol))));
    }

    /** Null when the port is closed to tunnels to that host. */
    @Nullable
    TunnelProtocol protocol(Host host, int port) {
        HostTable<AtHost> hosts = openAtHosts.get(port);
        AtHost nearest = hosts == null ? null : hosts.nearest(host);
        return nearest == null ? open.get(port) : nearest.protocol();
    }
}
