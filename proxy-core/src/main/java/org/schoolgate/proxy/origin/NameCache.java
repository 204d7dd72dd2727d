package org.schoolgate.proxy.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What name servers said, for as long as they said. Shared by all event loops. Bounded, unlike Netty's own: clients choose
 * the names, and one that makes names up must not fill the memory.
 */
final class NameCache implements DnsCache {
    private static final long MAX_NAMES = 20_000;
    private static final long MAX_TTL_SECONDS = 3_600;
    private static final Duration FAILURE_TTL = Duration.ofSeconds(5);

    /** One address, or why there is none. */
    private record Entry(
            @Nullable InetAddress address, @Nullable Throwable cause) implements DnsCacheEntry {}

    /** @param ttl of the record that ends first */
    private record Answer(List<Entry> entries, Duration ttl) {
        Answer with(Entry entry, Duration entryTtl) {
            List<Entry> all = new ArrayList<>(entries);
            all.removeIf(known -> known.address() == null || known.equals(entry));
            all.add(entry);
            return new Answer(List.copyOf(all), ttl.compareTo(entryTtl) < 0 ? ttl : entryTtl);
        }
    }

    private final Cache<String, Answer> answers;

    NameCache(Ticker ticker) {
        answers = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfter(Expiry.<String, Answer>writing((name, answer) -> answer.ttl()))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public @Nullable List<? extends DnsCacheEntry> get(String hostname, DnsRecord @Nullable [] additionals) {
        Answer answer = answers.getIfPresent(hostname);
        return answer == null ? null : answer.entries();
    }

    @Override
    public DnsCacheEntry cache(
            String hostname,
            DnsRecord @Nullable [] additionals,
            InetAddress address,
            long originalTtl,
            EventLoop loop) {
        Entry entry = new Entry(address, null);
        Duration ttl = Duration.ofSeconds(Math.min(originalTtl, MAX_TTL_SECONDS));
        if (!ttl.isZero()) {
            answers.asMap().merge(hostname, new Answer(List.of(entry), ttl), (known, fresh) -> known.with(entry, ttl));
        }
        return entry;
    }

    @Override
    public DnsCacheEntry cache(String hostname, DnsRecord @Nullable [] additionals, Throwable cause, EventLoop loop) {
        Entry entry = new Entry(null, cause);
        answers.asMap().putIfAbsent(hostname, new Answer(List.of(entry), FAILURE_TTL));
        return entry;
    }

    @Override
    public void clear() {
        answers.invalidateAll();
    }

    @Override
    public boolean clear(String hostname) {
        return answers.asMap().remove(hostname) != null;
    }
}
