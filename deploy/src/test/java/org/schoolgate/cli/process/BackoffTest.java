package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final Duration BRIEFLY = Duration.ofSeconds(1);

    private final Backoff backoff = new Backoff();

    @Test
    void waitDoublesUpToTenSeconds() {
        assertThat(backoff.afterLiving(BRIEFLY)).isEqualTo(Duration.ofMillis(250));
        assertThat(backoff.afterLiving(BRIEFLY)).isEqualTo(Duration.ofMillis(500));
        for (int i = 0; i < 10; i++) {
            backoff.afterLiving(BRIEFLY);
        }
        assertThat(backoff.afterLiving(BRIEFLY)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void processThatLivedForAMinuteIsForgiven() {
        backoff.afterLiving(BRIEFLY);
        backoff.afterLiving(BRIEFLY);
        assertThat(backoff.afterLiving(Duration.ofMinutes(1))).isEqualTo(Backoff.FIRST);
    }
}
