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
    private static final int CLASS = 16;
    private static final int CROWD = 64;
    private static final long SAMPLE_SECONDS = 10;
    private static final int LOOKS_A_LOOK_AT_THE_HEAP = 6;
    private static final double MAX_MIB_AN_HOUR = 5;

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void shortSoakLeavesNothingBehind() throws Exception {
        try (Soak soak = new Soak(folder)) {
            soak.browse(CLASS, Duration.ofSeconds(20), Duration.ofSeconds(7), 40);
            Footprint before = soak.footprint();
            soak.browse(CLASS, Duration.ofSeconds(20), Duration.ofSeconds(7), 40);
            Footprint after = soak.footprint();
            log("before %s, after %s", before, after);
            assertThat(after.live() - before.live()).as("live heap grew by").isLessThan(2 * MEBIBYTE);
            assertThat(after.resident() - before.resident()).as("RSS grew by").isLessThan(64 * MEBIBYTE);
            assertThat(after.descriptors()).as("descriptors").isLessThanOrEqualTo(before.descriptors());
            assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads());
            soak.assertAllIsExplained();
        }
    }

    /**
     * As long as {@code -Dsoak.minutes} says. In the first third a crowd browses without a pause, and the rules change as
     * fast as they can, to warm it up: a method is optimised when it was called 20,000 times (jvm.options), which takes one
     * that serves one exchange in twenty more than an hour at the pace of a class, and the optimised code is memory too.
     */
    @Test
    @Tag("long")
    void growsByLessThanFiveMebibytesAnHour() throws Exception {
        Duration all = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
        Duration warmUp = all.dividedBy(3);
        try (Soak soak = new Soak(folder)) {
            browse(soak, CROWD, warmUp, Duration.ofSeconds(1), 1);
            soak.forgiveStalls();
            Growth growth = browse(soak, CLASS, all.minus(warmUp), Duration.ofSeconds(20), 100);
            log("MiB an hour: RSS %.2f, live heap %.2f; %s", growth.ofResident(), growth.ofLive(), soak);
            soak.footprint();
            soak.assertAllIsExplained();
            assertThat(growth.ofResident()).as("RSS, MiB an hour").isLessThan(MAX_MIB_AN_HOUR);
            assertThat(growth.ofLive()).as("live heap, MiB an hour").isLessThan(MAX_MIB_AN_HOUR);
        }
    }

    /** Returns how memory grew meanwhile. */
    private static Growth browse(Soak soak, int pupils, Duration time, Duration swapEvery, int pauseMillis)
            throws Exception {
        Growth growth = new Growth(soak.gateway());
        FutureTask<Void> browsing = new FutureTask<>(() -> {
            soak.browse(pupils, time, swapEvery, pauseMillis);
            return null;
        });
        new Thread(browsing, "soak").start();
        for (int looks = 1; !isOver(browsing); looks++) {
            log("%s", growth.lookAtResident());
            if (looks % LOOKS_A_LOOK_AT_THE_HEAP == 0) {
                log("%s", growth.lookAtLive());
            }
        }
        return growth;
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
