package org.schoolgate.proxy.origin;

import io.netty.channel.EventLoop;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.schoolgate.rules.Host;

/**
 * Finds the addresses of a host, without blocking: the hosts file first, then DNS, both families. One per event loop, with
 * caches for all. Names are taken as absolute: a search domain would dial another name than the one that was judged.
 */
final class Resolver implements AutoCloseable {
    private static final int QUERY_TIMEOUT_MILLIS = 2_000;
    /** Names for which all who ask at the same time share one query. */
    private static final int MAX_SHARED_QUERIES = 1_000;

    /** One address family: whom to ask, and what is known. */
    record Family(DnsNameResolver dns, NameCache cache) {}

    private final EventLoop loop;
    private final HostsFile hostsFile;
    private final List<Family> families;
    private final long timeoutMillis;

    Resolver(EventLoop loop, Transport transport, OriginSettings settings, Names names) {
        this.loop = loop;
        this.hostsFile = names.hostsFile();
        this.timeoutMillis = settings.resolveTimeout().toMillis();
        this.families = List.of(
                family(transport, names, ResolvedAddressTypes.IPV6_ONLY, names.ipv6()),
                family(transport, names, ResolvedAddressTypes.IPV4_ONLY, names.ipv4()));
    }

    private Family family(Transport transport, Names names, ResolvedAddressTypes types, NameCache cache) {
        DnsNameResolver dns = new DnsNameResolverBuilder(loop)
                .datagramChannelType(transport.datagramType())
                .socketChannelType(transport.resolverSocketType())
                .hostsFileEntriesResolver((name, hostsTypes) -> null)
                .nameServerProvider(names.servers())
                .resolveCache(cache)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .consolidateCacheSize(MAX_SHARED_QUERIES)
                .resolvedAddressTypes(types)
                .searchDomains(List.of())
                .queryTimeoutMillis(QUERY_TIMEOUT_MILLIS)
                .build();
        return new Family(dns, cache);
    }

    /** Addresses in the order in which to try them, at least one; or {@link DialException}. */
    Future<List<InetAddress>> resolve(Host host) {
        if (host.isAddress()) {
            return loop.newSucceededFuture(List.of(addressOf(host)));
        }
        List<InetAddress> fixed = hostsFile.find(host);
        return fixed.isEmpty()
                ? new NameLookup(loop, host.text(), families).start(timeoutMillis)
                : loop.newSucceededFuture(fixed);
    }

    static InetAddress addressOf(Host host) {
        try {
            return InetAddress.getByAddress(host.addressBytes());
        } catch (UnknownHostException e) {
            throw new AssertionError("a host's address has 4 or 16 bytes", e);
        }
    }

    @Override
    public void close() {
        families.forEach(family -> family.dns().close());
    }
}
