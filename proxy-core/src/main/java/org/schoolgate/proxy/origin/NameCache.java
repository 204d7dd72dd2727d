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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What name servers said of one address family, for as long as they said; and for five minutes more, should they fail (RFC
 * 8767). Shared by all event loops. Bounded, unlike Netty's own: clients choose the names, and one that makes names up must
 * not fill the memory.
 */
final class NameCache implements DnsCache {
    private static final long MAX_NAMES = 20_000;
    private static final long MAX_TTL_SECONDS = 3_600;
    private static final Duration FAILURE_TTL = Duration.ofSeconds(5);
    private static final Duration STALE = Duration.ofMinutes(5);
    /** How long name servers that failed are left alone (RFC 8767, section 5). */
    private static final Duration REST = Duration.ofSeconds(30);

    /** One address, or why there is none. */
    private record Entry(
            @Nullable InetAddress address, @Nullable Throwable cause) implements DnsCacheEntry {}

    /**
     * Times are in nanoseconds of the ticker.
     *
     * @param freshUntil when the record ends that ends first
     * @param keptUntil how long it may serve when name servers fail
     * @param restUntil until when they are not even asked; past unless they failed
     */
    private record Answer(List<Entry> entries, long freshUntil, long keptUntil, long restUntil) {
        static Answer of(Entry entry, long now, Duration ttl, Duration stale) {
            long freshUntil = now + ttl.toNanos();
            return new Answer(List.of(entry), freshUntil, freshUntil + stale.toNanos(), now);
        }

        Answer with(Answer other) {
            List<Entry> all = new ArrayList<>(entries);
            all.removeIf(known -> known.address() == null || other.entries.contains(known));
            all.addAll(other.entries);
            return freshUntil - other.freshUntil < 0
                    ? new Answer(List.copyOf(all), freshUntil, keptUntil, restUntil)
                    : new Answer(List.copyOf(all), other.freshUntil, other.keptUntil, other.restUntil);
        }

        Answer restingUntil(long time) {
            return new Answer(entries, freshUntil, keptUntil, time);
        }

        boolean isFresh(long now) {
            return now - freshUntil < 0;
        }

        /** Not right after name servers failed: Netty tells of one failure twice, the second time as if there was no address. */
        boolean maySayNone(long now) {
            return !isFresh(now) && !isResting(now);
        }

        boolean isResting(long now) {
            return !isFresh(now) && now - restUntil < 0;
        }
    }

    private final Ticker ticker;
    private final Cache<String, Answer> answers;

    NameCache(Ticker ticker) {
        this.ticker = ticker;
        answers = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfter(Expiry.<String, Answer>writing(
                        (name, answer) -> Duration.ofNanos(Math.max(answer.keptUntil() - ticker.read(), 0))))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public @Nullable List<? extends DnsCacheEntry> get(String hostname, DnsRecord @Nullable [] additionals) {
        Answer answer = answers.getIfPresent(hostname);
        return answer == null || !answer.isFresh(ticker.read()) ? null : answer.entries();
    }

    /** The addresses that the name had when name servers said something of it last, not more than five minutes stale. */
    List<InetAddress> lastKnown(String hostname) {
        Answer answer = answers.getIfPresent(hostname);
        return answer == null
                ? List.of()
                : answer.entries().stream()
                        .map(Entry::address)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** Whether name servers failed so lately that what is known serves without asking them. */
    boolean isResting(String hostname) {
        Answer answer = answers.getIfPresent(hostname);
        return answer != null && answer.isResting(ticker.read());
    }

    /** Tells that name servers were asked, and failed. */
    void failed(String hostname) {
        long until = ticker.read() + REST.toNanos();
        answers.asMap().computeIfPresent(hostname, (name, known) -> known.restingUntil(until));
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
        long now = ticker.read();
        Answer answer = Answer.of(entry, now, ttl, STALE);
        answers.asMap().merge(hostname, answer, (known, latest) -> known.isFresh(now) ? known.with(latest) : latest);
        return entry;
    }

    @Override
    public DnsCacheEntry cache(String hostname, DnsRecord @Nullable [] additionals, Throwable cause, EventLoop loop) {
        Entry entry = new Entry(null, cause);
        long now = ticker.read();
        Answer answer = Answer.of(entry, now, FAILURE_TTL, Duration.ZERO);
        boolean isNone = NameFailure.of(cause) == NameFailure.NONE;
        answers.asMap().merge(hostname, answer, (known, latest) -> isNone && known.maySayNone(now) ? latest : known);
        return entry;
    }

    /** Nothing: each resolver asks for it when it closes, and the cache is of all. Waiting for their turn, loops would block. */
    @Override
    public void clear() {}

    @Override
    public boolean clear(String hostname) {
        return answers.asMap().remove(hostname) != null;
    }
}
