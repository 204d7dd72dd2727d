package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.schoolgate.rules.Host;

/**
 * Which addresses the gateway may dial. An address that is not on the public internet is refused unless an item of the
 * policy lists it: else any page could have the gateway ask the school's own servers, or the gateway itself. Asked with
 * the address that is dialled, after resolution, never with the name alone.
 */
public final class InsideTargets {
    /*
     * Sources: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates), and the metadata
     * address 168.63.129.16, which its cloud documents. IPv6 forms that carry an IPv4 address are judged by that address:
     * see Host.innermost. Teredo carries one too but has no use at a gateway, so all of it (in 2001::/23) is inside.
     */
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Network::parse)
            .toList();

    private final List<InsideTarget> targets;

    InsideTargets(List<InsideTarget> targets) {
        this.targets = List.copyOf(targets);
    }

    /** These, and all of the networks, by any name and on any port. */
    public InsideTargets with(List<Network> networks) {
        List<InsideTarget> more = new ArrayList<>(targets);
        more.add(new InsideTarget(List.of(), networks, Set.of()));
        return new InsideTargets(more);
    }

    /**
     * Whether the gateway may dial the address.
     *
     * @param host by which the client asked for it
     * @param address dialled, 4 or 16 bytes in network order
     */
    public boolean permits(Host host, byte[] address, int port) {
        return isPublic(address) || covers(host, address, port);
    }

    /**
     * Whether an item lists the address for that name and port. Such a port is open to tunnels too, though it be none of
     * {@link PolicyDocument#connectPorts}.
     */
    public boolean covers(Host host, byte[] address, int port) {
        byte[] plain = Host.unwrapped(address);
        for (InsideTarget target : targets) {
            if (target.covers(host, plain, port)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the address, 4 or 16 bytes in network order, is on the public internet. */
    public static boolean isPublic(byte[] address) {
        return !Network.anyContains(NOT_PUBLIC, Host.innermost(address));
    }
}
