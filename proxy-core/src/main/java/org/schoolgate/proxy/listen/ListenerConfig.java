package org.schoolgate.proxy.listen;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Network;

/**
 * A port, and for whom it is.
 *
 * @param zones ids of the zones whose clients are served; empty for all. Clients of others are refused, whatever their role
 * @param senders proxies in front of this one that say by the PROXY protocol for whom they connect, and have to; what
 *     anyone else says is never believed. Empty for none
 * @param tls of {@link Kind#TLS}; null for all else
 * @param name that {@link Kind#PAC} has browsers use; null for the address that they asked
 */
public record ListenerConfig(
        Kind kind,
        InetSocketAddress address,
        Set<String> zones,
        List<Network> senders,
        @Nullable TlsFiles tls,
        @Nullable Host name) {
    /** What is spoken there. */
    public enum Kind {
        /** The explicit proxy, in the clear. */
        PROXY,
        /** The explicit proxy, in TLS. */
        TLS,
        /** What the firewall sends here by {@code redirect} (NAT), for which the kernel keeps where it was going. */
        REDIRECT,
        /** What the firewall hands over by {@code tproxy}: the local address is the one where it was going. */
        TPROXY,
        /** The script by which browsers find the proxy. */
        PAC;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException when no kind has that {@link #id} */
        public static Kind of(String id) {
            return Stream.of(values())
                    .filter(kind -> kind.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("kind of port: \"" + id + "\""));
        }

        /** Whether clients there take us for the origin. */
        boolean isDiverted() {
            return this == REDIRECT || this == TPROXY;
        }
    }

    /** @throws IllegalArgumentException when the kind has no use for what is given, or lacks what it needs */
    public ListenerConfig {
        zones = Set.copyOf(zones);
        senders = List.copyOf(senders);
        if ((kind == Kind.TLS) != (tls != null)) {
            throw new IllegalArgumentException(
                    "certificate and key: of " + kind.id() + " (expected: for tls, only there)");
        }
        if (!zones.isEmpty() && kind == Kind.PAC) {
            throw new IllegalArgumentException("zones: of pac (expected: for the proxy itself)");
        }
        if (name != null && kind != Kind.PAC) {
            throw new IllegalArgumentException("name: of " + kind.id() + " (expected: for pac only)");
        }
        if (!senders.isEmpty() && kind != Kind.PROXY && kind != Kind.TLS) {
            throw new IllegalArgumentException("senders: of " + kind.id() + " (expected: for proxy and tls only)");
        }
    }

    /** The explicit proxy in the clear, for everyone. */
    public static ListenerConfig open(InetSocketAddress address) {
        return new ListenerConfig(Kind.PROXY, address, Set.of(), List.of(), null, null);
    }

    boolean isSender(InetAddress peer) {
        byte[] bytes = Host.ofAddress(peer.getAddress()).addressBytes();
        return senders.stream().anyMatch(network -> network.contains(bytes));
    }

    /** Whether any client in front of it may use it, so that browsers can be told of it. */
    boolean isForEveryone(Kind wanted) {
        return kind == wanted && zones.isEmpty() && senders.isEmpty();
    }
}
