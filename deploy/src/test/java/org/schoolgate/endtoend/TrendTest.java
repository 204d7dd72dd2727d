package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TrendTest {
    private final Trend trend = new Trend();

    @Test
    void steadyGrowthIsWhatItIs() {
        for (int minute = 0; minute < 20; minute++) {
            trend.add(Duration.ofMinutes(minute), 100 + minute);
        }
        assertThat(trend.perHour()).isCloseTo(60, within(0.001));
    }

    @Test
    void singleSampleThatIsOutOfLineDoesNotCount() {
        for (int minute = 0; minute < 20; minute++) {
            trend.add(Duration.ofMinutes(minute), minute == 18 ? 1_000 : 100 + minute);
        }
        assertThat(trend.perHour()).isCloseTo(60, within(1.0));
    }
}
