package org.schoolgate.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsCacheEntry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class NameCacheTest {
    private static final EventLoop LOOP = new DefaultEventLoop();

    private final AtomicLong nanoTime = new AtomicLong();
    private final NameCache cache = new NameCache(nanoTime::get);

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private void know(String name, String address, long ttl) throws UnknownHostException {
        cache.cache(name, null, InetAddress.getByName(address), ttl, LOOP);
    }

    private List<String> addresses(String name) {
        List<? extends DnsCacheEntry> entries = cache.get(name, null);
        return entries == null
                ? List.of()
                : entries.stream().map(entry -> String.valueOf(entry.address())).toList();
    }

    @Test
    void addressesAreKeptForAsLongAsTheFirstOfThemLives() throws Exception {
        know("a.example", "10.0.0.1", 30);
        know("a.example", "fd00::1", 10);
        assertThat(addresses("a.example")).containsExactly("/10.0.0.1", "/fd00:0:0:0:0:0:0:1");
        pass(Duration.ofSeconds(11));
        assertThat(cache.get("a.example", null)).isNull();
    }

    @Test
    void equalAddressIsKeptOnce() throws Exception {
        know("a.example", "10.0.0.1", 30);
        know("a.example", "10.0.0.1", 30);
        assertThat(addresses("a.example")).hasSize(1);
    }

    @Test
    void answersOutliveOneResolverThatCloses() throws Exception {
        know("a.example", "10.0.0.1", 30);
        cache.clear();
        assertThat(addresses("a.example")).containsExactly("/10.0.0.1");
    }

    @Test
    void addressWithoutALifeIsNotKept() throws Exception {
        know("a.example", "10.0.0.1", 0);
        assertThat(cache.get("a.example", null)).isNull();
    }

    @Test
    void failureIsKeptForFiveSecondsAndGivesWayToAnAddress() throws Exception {
        UnknownHostException failure = new UnknownHostException();
        cache.cache("a.example", null, failure, LOOP);
        cache.cache("b.example", null, failure, LOOP);
        assertThat(cache.get("a.example", null))
                .singleElement()
                .satisfies(entry -> assertThat(entry.cause()).isSameAs(failure));
        know("b.example", "10.0.0.1", 30);
        assertThat(addresses("b.example")).containsExactly("/10.0.0.1");
        pass(Duration.ofSeconds(6));
        assertThat(cache.get("a.example", null)).isNull();
    }

    @Test
    void addressesServeForFiveMinutesMoreWhenNameServersFail() throws Exception {
        know("a.example", "10.0.0.1", 30);
        pass(Duration.ofSeconds(31));
        assertThat(cache.isResting("a.example")).isFalse();
        cache.failed("a.example");
        assertThat(cache.lastKnown("a.example")).containsExactly(InetAddress.getByName("10.0.0.1"));
        assertThat(cache.isResting("a.example")).isTrue();
        pass(Duration.ofSeconds(31));
        assertThat(cache.isResting("a.example")).as("asked again by now").isFalse();
        pass(Duration.ofSeconds(267));
        assertThat(cache.lastKnown("a.example")).hasSize(1);
        pass(Duration.ofSeconds(2));
        assertThat(cache.lastKnown("a.example")).isEmpty();
    }

    @Test
    void freshAnswerTakesThePlaceOfAStaleOne() throws Exception {
        know("a.example", "10.0.0.1", 30);
        pass(Duration.ofSeconds(31));
        cache.failed("a.example");
        know("a.example", "10.0.0.2", 30);
        assertThat(addresses("a.example")).containsExactly("/10.0.0.2");
        assertThat(cache.isResting("a.example")).isFalse();
    }

    @Test
    void staleAddressDoesNotOutliveTheWordThatThereIsNone() throws Exception {
        know("a.example", "10.0.0.1", 30);
        pass(Duration.ofSeconds(31));
        cache.cache("a.example", null, new UnknownHostException(), LOOP);
        assertThat(cache.lastKnown("a.example")).isEmpty();
    }

    @Test
    void noMoreThanTwentyThousandNamesAreKept() throws Exception {
        for (int i = 0; i < 50_000; i++) {
            know("n" + i + ".example", "10.0.0.1", 3_600);
        }
        int kept = 0;
        for (int i = 0; i < 50_000; i++) {
            kept += cache.get("n" + i + ".example", null) == null ? 0 : 1;
        }
        assertThat(kept).isBetween(1, 20_100);
    }
}
