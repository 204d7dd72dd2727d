package org.schoolgate.admin.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RecentLookTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final RecentLook recent =
            new RecentLook(() -> List.of(Check.ok("store", "look " + looks.incrementAndGet())), nanos::get);

    @Test
    void looksAgainOnlyAfterTwoSeconds() {
        assertThat(recent.get()).isEqualTo(recent.get());
        nanos.addAndGet(Duration.ofMillis(1999).toNanos());
        recent.get();
        assertThat(looks).hasValue(1);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(recent.get()).containsExactly(Check.ok("store", "look 2"));
    }
}
