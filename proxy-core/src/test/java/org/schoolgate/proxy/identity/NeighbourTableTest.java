package org.schoolgate.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.testing.TestPeople;
import org.schoolgate.rules.Host;

final class NeighbourTableTest {
    private static final Host CLIENT = TestPeople.host("10.1.0.7");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Health health = new Health();
    private Map<Host, Long> kernel = Map.of(CLIENT, 7L);
    private boolean isWanted = true;
    private boolean isBroken;
    private int reads;
    private final NeighbourTable table = new NeighbourTable(this::read, () -> isWanted, health, nanos::get);

    private Map<Host, Long> read() throws IOException {
        reads++;
        if (isBroken) {
            throw new IOException("broken");
        }
        return kernel;
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void latestReadingCounts() {
        assertThat(table.macOf(CLIENT)).isEqualTo(Neighbours.UNKNOWN);
        table.look();
        assertThat(table.macOf(CLIENT)).isEqualTo(7);
        kernel = Map.of(TestPeople.host("10.1.0.8"), 7L);
        table.look();
        assertThat(table.macOf(CLIENT)).isEqualTo(Neighbours.UNKNOWN);
        assertThat(health.level()).isEqualTo(Health.Level.OK);
    }

    @Test
    void whatCannotBeReadAnyMoreHoldsForHalfAMinute() {
        table.look();
        isBroken = true;
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        table.look();
        assertThat(table.macOf(CLIENT)).isEqualTo(7);
        assertThat(health.level()).isEqualTo(Health.Level.WARN);
        nanos.incrementAndGet();
        table.look();
        assertThat(table.macOf(CLIENT)).isEqualTo(Neighbours.UNKNOWN);
        isBroken = false;
        table.look();
        assertThat(table.macOf(CLIENT)).isEqualTo(7);
        assertThat(health.level()).isEqualTo(Health.Level.OK);
    }

    @Test
    void nothingIsReadAsLongAsNoDeviceIsKnownByItsInterface() {
        table.look();
        isWanted = false;
        table.look();
        table.look();
        assertThat(reads).isEqualTo(1);
        assertThat(table.macOf(CLIENT)).isEqualTo(Neighbours.UNKNOWN);
        assertThat(health.checks()).isEmpty();
    }
}
