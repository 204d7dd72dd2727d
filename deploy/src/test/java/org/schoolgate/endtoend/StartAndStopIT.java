package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class StartAndStopIT {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @TempDir
    private Path data;

    @Test
    void installationStopsInOrderStartsAgainSoonAndNothingOutlivesItsSupervisor() throws Exception {
        try (World world = World.start()) {
            try (Installation first = world.install(data)) {
                assertThat(first.run().said()).hasSize(1);
                assertThat(first.run().said().get(0)).startsWith("schoolgate ready proxy=127.0.0.1:");
                assertThat(first.run().terminate(TEN_SECONDS)).isZero();
            }
            long begun = System.nanoTime();
            try (Installation second = world.install(data)) {
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TEN_SECONDS);
                ProcessHandle gateway = second.run().child("gateway");
                ProcessHandle admin = second.run().child("admin");
                second.run().kill();
                await().atMost(Duration.ofSeconds(15)).until(() -> !gateway.isAlive() && !admin.isAlive());
            }
        }
    }
}
