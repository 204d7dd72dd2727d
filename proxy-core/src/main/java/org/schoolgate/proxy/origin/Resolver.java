package org.schoolgate.proxy.origin;

import io.netty.channel.EventLoop;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.origin.DialException.Outcome;
import org.schoolgate.rules.Host;

/**
 * Finds the addresses of a host, without blocking: the hosts file first, then DNS, both families, IPv4 first. One per
 * event loop, with one cache for all. Names are taken as absolute: a search domain would dial another name than the one
 * that was judged.
 */
final class Resolver implements AutoCloseable {
    private static final int QUERY_TIMEOUT_MILLIS = 2_000;
    /** Names for which all who ask at the same time share one query. */
    private static final int MAX_SHARED_QUERIES = 1_000;

    private final EventLoop loop;
    private final HostsFile hostsFile;
    private final DnsNameResolver dns;
    private final long timeoutMillis;

    Resolver(EventLoop loop, Transport transport, OriginSettings settings, Names names) {
        this.loop = loop;
        this.hostsFile = names.hostsFile();
        this.timeoutMillis = settings.resolveTimeout().toMillis();
        this.dns = new DnsNameResolverBuilder(loop)
                .datagramChannelType(transport.datagramType())
                .socketChannelType(transport.resolverSocketType())
                .hostsFileEntriesResolver((name, types) -> null)
                .nameServerProvider(names.servers())
                .resolveCache(names.cache())
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .consolidateCacheSize(MAX_SHARED_QUERIES)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .searchDomains(List.of())
                .queryTimeoutMillis(QUERY_TIMEOUT_MILLIS)
                .build();
    }

    /** What all resolvers of a gateway share. */
    record Names(HostsFile hostsFile, NameServers servers, DnsCache cache) {}

    /** Addresses in the order in which to try them, at least one; or {@link DialException}. */
    Future<List<InetAddress>> resolve(Host host) {
        if (host.isAddress()) {
            return loop.newSucceededFuture(List.of(addressOf(host)));
        }
        List<InetAddress> fixed = hostsFile.find(host);
        return fixed.isEmpty() ? ask(host) : loop.newSucceededFuture(fixed);
    }

    private Future<List<InetAddress>> ask(Host host) {
        Promise<List<InetAddress>> answer = loop.newPromise();
        Future<List<InetAddress>> query = dns.resolveAll(host.text());
        Future<?> timer = loop.schedule(
                () -> {
                    answer.tryFailure(new DialException(Outcome.NAME_TIMEOUT));
                    query.cancel(false);
                },
                timeoutMillis,
                TimeUnit.MILLISECONDS);
        query.addListener((Future<List<InetAddress>> done) -> {
            timer.cancel(false);
            if (done.isSuccess() && !done.getNow().isEmpty()) {
                answer.trySuccess(done.getNow());
            } else {
                answer.tryFailure(new DialException(outcomeOf(done.cause())));
            }
        });
        return answer;
    }

    private static Outcome outcomeOf(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof DnsNameResolverTimeoutException) {
                return Outcome.NAME_TIMEOUT;
            }
        }
        return Outcome.NAME_NOT_FOUND;
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
        dns.close();
    }
}
