package org.schoolgate.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.metrics.Health.Check;
import org.schoolgate.proxy.metrics.Health.Level;

final class HealthTest {
    private final Health health = new Health();

    @Test
    void healthIsAsBadAsTheWorstCheck() {
        assertThat(health.level()).isEqualTo(Level.OK);
        health.ok("bundle", "serving generation 7");
        health.warn("outbox", "120 wait");
        assertThat(health.level()).isEqualTo(Level.WARN);
        health.error("access log", "disk full");
        assertThat(health.level()).isEqualTo(Level.ERROR);
        assertThat(health.checks())
                .containsExactly(
                        new Check("access log", Level.ERROR, "disk full"),
                        new Check("bundle", Level.OK, "serving generation 7"),
                        new Check("outbox", Level.WARN, "120 wait"));
    }

    @Test
    void lastReportOfACheckCounts() {
        health.error("bundle", "none");
        health.ok("bundle", "serving generation 1");
        assertThat(health.checks()).containsExactly(new Check("bundle", Level.OK, "serving generation 1"));
    }

    @Test
    void listenersHearOfChangesOnly() {
        AtomicInteger changes = new AtomicInteger();
        health.onChange(changes::incrementAndGet);
        health.ok("bundle", "serving");
        health.ok("bundle", "serving");
        health.warn("bundle", "serving");
        assertThat(changes).hasValue(2);
    }
}
