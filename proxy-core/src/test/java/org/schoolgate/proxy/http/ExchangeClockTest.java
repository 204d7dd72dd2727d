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
        clock.enter(Phase.REST);
        pass(2);
        clock.enter(Phase.RESOLVE);
        pass(3);
        clock.enter(Phase.CONNECT);
        pass(4);
        clock.enter(Phase.REST);
        clock.enter(Phase.FIRST_BYTE);
        pass(5);
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
        clock.enter(Phase.RESOLVE);
        pass(7);
        assertThat(timing()).isEqualTo(new Timing(7, 0, 7, Timing.NONE, Timing.NONE));
    }

    @Test
    void requestThatIsMadeOnceMoreWaitsTwiceForItsAnswer() {
        clock.enter(Phase.FIRST_BYTE);
        pass(2);
        clock.enter(Phase.RESOLVE);
        pass(1);
        clock.enter(Phase.CONNECT);
        pass(1);
        clock.enter(Phase.FIRST_BYTE);
        pass(3);
        clock.answerBegins();
        assertThat(timing()).isEqualTo(new Timing(7, 0, 1, 1, 5));
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
