package org.schoolgate.proxy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.rules.policy.LiveFacts;

/**
 * The bar of {@code docs/benchmarks/engine.md}, twice as easy, in time of the processor: what else runs on the machine does not
 * count. Of some groups of edits the best counts.
 */
@Tag("slow")
final class EditLatencyTest {
    private static final double BAR_MILLIS = 200;
    private static final int GROUPS = 3;
    private static final int EDITS = 5;

    @TempDir
    Path temp;

    @Test
    void anEditAmongTenThousandEntriesTakesTheGatewayNotMoreThanTwoTenthsOfASecond() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("edits"));
        TestBundles.write(temp, temp.resolve("1.1"), 1, TestBundles.POLICY, LiveFacts.NONE);
        double best = Double.MAX_VALUE;
        try (EditLatency latency = new EditLatency(folder, temp.resolve("index.sgi"))) {
            latency.measure(EDITS);
            for (int group = 0; group < GROUPS && best > BAR_MILLIS; group++) {
                long before = latency.processorNanos();
                latency.measure(EDITS);
                best = Math.min(best, (latency.processorNanos() - before) / 1e6 / EDITS);
            }
        }
        assertThat(best).isLessThanOrEqualTo(BAR_MILLIS);
    }
}
