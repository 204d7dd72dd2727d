package org.schoolgate.proxy.listen;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Network;

/**
 * A port, and for whom it is.
 *
 * @param zones ids of the zones whose clients are served; empty for all. Clients of others are refused, whatever their role
 * @param senders proxies in front of this one that say by the PROXY protocol for whom they connect, and have to; what
 *     anyone else says is never believed. Empty for none
 * @param tls null where the proxy is spoken to in the clear
 */
public record ListenerConfig(
        InetSocketAddress address,
        Set<String> zones,
        List<Network> senders,
        @Nullable TlsFiles tls) {
    public ListenerConfig {
        zones = Set.copyOf(zones);
        senders = List.copyOf(senders);
    }

    /** The explicit proxy in the clear, for everyone. */
    public static ListenerConfig open(InetSocketAddress address) {
        return new ListenerConfig(address, Set.of(), List.of(), null);
    }

    boolean isSender(InetAddress peer) {
        byte[] address = Host.ofAddress(peer.getAddress()).addressBytes();
        return senders.stream().anyMatch(network -> network.contains(address));
    }
}
