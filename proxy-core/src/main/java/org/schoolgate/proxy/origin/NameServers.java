package org.schoolgate.proxy.origin;

import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddresses;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.resolver.dns.UnixResolverDnsServerAddressStreamProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which name servers to ask: those of the configuration, else those of the system. Netty's own default reads
 * {@code resolv.conf} on whichever event loop asks first after five minutes; this one reads it in {@link #refresh} only.
 */
final class NameServers implements DnsServerAddressStreamProvider {
    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);
    private static final String SYSTEM_FILE = "/etc/resolv.conf";
    private static final String SYSTEM_FOLDER = "/etc/resolver";

    private final boolean fromSystem;
    private volatile DnsServerAddressStreamProvider current;

    /** @param configured empty for the system's */
    NameServers(List<InetSocketAddress> configured) {
        fromSystem = configured.isEmpty();
        current = fromSystem
                ? name -> DnsServerAddresses.sequential(new InetSocketAddress("127.0.0.1", 53)).stream()
                : new SequentialDnsServerAddressStreamProvider(configured);
        refresh();
    }

    @Override
    public DnsServerAddressStream nameServerAddressStream(String hostname) {
        return current.nameServerAddressStream(hostname);
    }

    /** Reads the system's servers again; blocks. */
    void refresh() {
        if (!fromSystem) {
            return;
        }
        try {
            current = new UnixResolverDnsServerAddressStreamProvider(SYSTEM_FILE, SYSTEM_FOLDER);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} names no server: {}", SYSTEM_FILE, e.toString());
        }
    }
}
