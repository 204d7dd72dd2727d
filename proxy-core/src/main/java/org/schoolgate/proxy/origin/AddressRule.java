package org.schoolgate.proxy.origin;

import org.schoolgate.rules.Host;

/** Whether the proxy may connect to an address; asked for the address about to be dialled, each time. */
@FunctionalInterface
public interface AddressRule {
    /** @param address 4 or 16 bytes in network order; IPv4-mapped and NAT64 forms are the IPv4 address they carry */
    boolean permits(Host host, byte[] address, int port);
}
