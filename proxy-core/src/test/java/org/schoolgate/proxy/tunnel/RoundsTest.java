package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Integer> all = new ArrayList<>(List.of(1, 2, 3, 4, 5));
    private final List<Integer> seen = new ArrayList<>();
    private long nanos;

    private Rounds<Integer> rounds(Duration each) {
        Consumer<Integer> step = number -> {
            nanos += each.toNanos();
            seen.add(number);
        };
        return new Rounds<>(channel.eventLoop(), () -> nanos, all, step);
    }

    private void pause() {
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void quickStepsAreDoneAtOnce() {
        rounds(Duration.ofNanos(1_000)).begin();
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void slowStepsLetTheLoopServeOthersInBetween() {
        rounds(Duration.ofMillis(1)).begin();
        assertThat(seen).containsExactly(1, 2);
        pause();
        assertThat(seen).containsExactly(1, 2, 3, 4);
        pause();
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void stepThatAloneTakesTooLongIsTakenAllTheSame() {
        rounds(Duration.ofMillis(50)).begin();
        all.forEach(number -> pause());
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void stepThatFailsKeepsNeitherTheOthersNorTheNextRoundFromTheirs() {
        Rounds<Integer> rounds = new Rounds<>(channel.eventLoop(), () -> nanos, all, number -> {
            seen.add(number);
            if (number == 2) {
                throw new IllegalStateException("the second");
            }
        });
        rounds.begin();
        pause();
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
        rounds.begin();
        pause();
        assertThat(seen).hasSize(10);
    }

    @Test
    void roundAskedForWhileOneIsOnBeginsAfterItWithWhatIsThereThen() {
        Rounds<Integer> rounds = rounds(Duration.ofMillis(1));
        rounds.begin();
        rounds.begin();
        rounds.begin();
        all.remove(0);
        for (int i = 0; i < 10; i++) {
            pause();
        }
        assertThat(seen).containsExactly(1, 2, 3, 4, 5, 2, 3, 4, 5);
    }
}
