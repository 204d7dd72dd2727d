package org.schoolgate.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Host;

final class AllowancesTest {
    private static final Host PUPIL = Host.ofAddress(new byte[] {10, 0, 0, 1});
    private static final Host OTHER = Host.ofAddress(new byte[] {10, 0, 0, 2});

    private long now = Long.MAX_VALUE - Duration.ofMillis(1).toNanos();

    private int taken(Allowance allowance, int wanted) {
        int taken = 0;
        for (int i = 0; i < wanted; i++) {
            taken += allowance.take(now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void quietClientMayAskForFiveSecondsWorthAtOnceAndThenAtItsRate() {
        Allowance allowance = new Allowances(new RequestRate(10), () -> now).of(PUPIL);
        assertThat(taken(allowance, 100)).isEqualTo(50);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(taken(allowance, 100)).isEqualTo(10);
        now += Duration.ofSeconds(1).toNanos() / 10;
        assertThat(taken(allowance, 100)).isEqualTo(1);
        now += Duration.ofHours(1).toNanos();
        assertThat(taken(allowance, 100)).isEqualTo(50);
    }

    @Test
    void connectionsOfOneClientShareOneAllowanceAndOthersHaveTheirOwn() {
        Allowances allowances = new Allowances(new RequestRate(1), () -> now);
        assertThat(taken(allowances.of(PUPIL), 3)).isEqualTo(3);
        assertThat(taken(allowances.of(PUPIL), 9)).isEqualTo(2);
        assertThat(taken(allowances.of(OTHER), 9)).isEqualTo(5);
    }

    @Test
    void withoutALimitEverythingMayBeAsked() {
        Allowance allowance = new Allowances(RequestRate.UNLIMITED, () -> now).of(PUPIL);
        assertThat(taken(allowance, 100_000)).isEqualTo(100_000);
    }

    @Test
    void oneRefusalASecondIsWrittenDown() {
        Allowance allowance = new Allowances(new RequestRate(1), () -> now).of(PUPIL);
        assertThat(allowance.isNoted(now)).isTrue();
        assertThat(allowance.isNoted(now)).isFalse();
        now += Duration.ofSeconds(1).toNanos() - 1;
        assertThat(allowance.isNoted(now)).isFalse();
        now++;
        assertThat(allowance.isNoted(now)).isTrue();
    }

    @Test
    void negativeRateIsRefused() {
        assertThatThrownBy(() -> new RequestRate(-1))
                .hasMessageContaining("requests a second: -1 (expected: 1 or more");
    }
}
