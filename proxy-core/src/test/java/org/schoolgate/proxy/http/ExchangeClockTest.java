package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.http.ExchangeClock.Phase;
import org.schoolgate.rules.access.AccessRecord.Timing;

final class ExchangeClockTest {
    private static final long START = -5;

    private long nanos = START;
    private final ExchangeClock clock = new ExchangeClock(() -> nanos, START);

    private Timing timing() {
        clock.stop();
        return clock.timing();
    }

    @Test
    void phasesAreMeasuredEachByItself() {
        pass(1);
        during(Phase.REST, 2);
        during(Phase.RESOLVE, 3);
        during(Phase.CONNECT, 4);
        clock.enter(Phase.REST);
        during(Phase.FIRST_BYTE, 5);
        clock.answerBegins();
        pass(6);
        clock.answerBegins();
        assertThat(timing()).isEqualTo(new Timing(21, 1, 3, 4, 5));
    }

    @Test
    void phaseThatDidNotTakePlaceIsNotTold() {
        clock.enter(Phase.REST);
        clock.enter(Phase.FIRST_BYTE);
        clock.answerBegins();
        assertThat(timing()).isEqualTo(new Timing(0, 0, Timing.NONE, Timing.NONE, 0));
    }

    @Test
    void phaseThatTheEndBreaksOffCountsUpToIt() {
        during(Phase.RESOLVE, 7);
        assertThat(timing()).isEqualTo(new Timing(7, 0, 7, Timing.NONE, Timing.NONE));
    }

    @Test
    void requestThatIsMadeOnceMoreWaitsTwiceForItsAnswer() {
        during(Phase.FIRST_BYTE, 2);
        during(Phase.RESOLVE, 1);
        during(Phase.CONNECT, 1);
        during(Phase.FIRST_BYTE, 3);
        clock.answerBegins();
        assertThat(timing()).isEqualTo(new Timing(7, 0, 1, 1, 5));
    }

    private void during(Phase phase, long millis) {
        clock.enter(phase);
        pass(millis);
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
