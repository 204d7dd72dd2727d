package org.schoolgate.rules.policy;

import java.util.List;

/**
 * A port that is open to tunnels.
 *
 * @param hosts to which alone; empty for all, which a raw port never has
 */
public record ConnectPort(int port, TunnelProtocol protocol, List<HostPattern> hosts) {
    static final ConnectPort HTTPS = new ConnectPort(443, TunnelProtocol.TLS, List.of());

    public ConnectPort {
        hosts = List.copyOf(hosts);
    }
}
