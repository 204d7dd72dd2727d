package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway under mixed load, from a fixed seed, while its bundle is swapped and origins fail in every way: nothing comes that
 * is not explained, each exchange is one access record, and nothing grows.
 */
final class SoakIT {
    private static final long MEBIBYTE = 1 << 20;
    private static final long SAMPLE_SECONDS = 10;
    private static final double MAX_MIB_AN_HOUR = 5;

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void shortSoakLeavesNothingBehind() throws Exception {
        try (Soak soak = new Soak(folder)) {
            soak.browse(Duration.ofSeconds(20), Duration.ofSeconds(5), 40);
            Footprint before = soak.footprint();
            soak.browse(Duration.ofSeconds(20), Duration.ofSeconds(5), 40);
            Footprint after = soak.footprint();
            log("before %s, after %s", before, after);
            assertThat(after.live() - before.live()).as("live heap grew by").isLessThan(2 * MEBIBYTE);
            assertThat(after.resident() - before.resident()).as("RSS grew by").isLessThan(64 * MEBIBYTE);
            assertThat(after.descriptors()).as("descriptors").isLessThanOrEqualTo(before.descriptors());
            assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads());
            soak.assertAllIsExplained();
        }
    }

    /** As long as {@code -Dsoak.minutes} says, of which the first third is to warm up. */
    @Test
    @Tag("long")
    void growsByLessThanFiveMebibytesAnHour() throws Exception {
        Duration all = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
        try (Soak soak = new Soak(folder)) {
            Trend resident = new Trend();
            Trend live = new Trend();
            FutureTask<Void> browsing = new FutureTask<>(() -> {
                soak.browse(all, Duration.ofSeconds(20), 100);
                return null;
            });
            new Thread(browsing, "soak").start();
            long begun = System.nanoTime();
            while (!isOver(browsing)) {
                Duration now = Duration.ofNanos(System.nanoTime() - begun);
                long liveBytes = soak.gateway().liveBytes();
                long residentBytes = soak.gateway().residentBytes();
                log("%s: RSS %d KiB, live heap %d KiB", now, residentBytes / 1024, liveBytes / 1024);
                if (now.compareTo(all.dividedBy(3)) > 0) {
                    resident.add(now, residentBytes);
                    live.add(now, liveBytes);
                }
            }
            double residentMebibytes = resident.perHour() / MEBIBYTE;
            double liveMebibytes = live.perHour() / MEBIBYTE;
            log("MiB an hour: RSS %.2f, live heap %.2f; %s", residentMebibytes, liveMebibytes, soak);
            soak.footprint();
            soak.assertAllIsExplained();
            assertThat(residentMebibytes).as("RSS, MiB an hour").isLessThan(MAX_MIB_AN_HOUR);
            assertThat(liveMebibytes).as("live heap, MiB an hour").isLessThan(MAX_MIB_AN_HOUR);
        }
    }

    private static boolean isOver(Future<?> browsing) throws Exception {
        try {
            browsing.get(SAMPLE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static void log(String text, Object... values) {
        System.getLogger(SoakIT.class.getName()).log(System.Logger.Level.WARNING, String.format(text, values));
    }
}
