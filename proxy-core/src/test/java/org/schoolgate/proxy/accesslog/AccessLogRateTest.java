package org.schoolgate.proxy.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.access.AccessPage;
import org.schoolgate.rules.access.AccessQuery;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecords;
import org.schoolgate.rules.access.AccessSearch;
import org.schoolgate.rules.disk.Disk;

/** Nothing is lost at twice the rate of the proxy bench, whose fastest filter forwards some 40,000 small requests a second. */
@Tag("slow")
final class AccessLogRateTest {
    private static final int RATE = 2 * 40_000;
    private static final int LOOPS = 2;
    private static final Duration SLOT = Duration.ofMillis(2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Health health = new Health();

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostAtTwiceTheRateOfTheBench() throws Exception {
        record(Duration.ofSeconds(3));
    }

    @Test
    @Tag("long")
    void nothingIsLostAtTwiceTheRateOfTheBenchForMinutes() throws Exception {
        record(Duration.ofMinutes(3));
    }

    private void record(Duration time) throws Exception {
        AccessLogConfig config = new AccessLogConfig(folder, 1, 1, AccessLogLimits.DEFAULT);
        int slots = (int) time.dividedBy(SLOT);
        try (AccessLog log =
                AccessLog.open(Disk.ofSystem(), config, InstantSource.system(), System::nanoTime, health, meters)) {
            List<Thread> loops = new ArrayList<>();
            for (int i = 0; i < LOOPS; i++) {
                loops.add(new Thread(() -> produce(log, slots)));
            }
            loops.forEach(Thread::start);
            for (Thread loop : loops) {
                loop.join();
            }
        }
        assertThat(meters.counter("schoolgate.access.records.lost").count()).isZero();
        assertThat(health.level()).isEqualTo(Level.OK);
        assertThat(recordsOnDisk()).isEqualTo((long) slots * LOOPS * recordsASlot());
    }

    /** As an event loop does: what became due together is handed over together, also after a stall. */
    private static void produce(AccessLog log, int slots) {
        long start = System.nanoTime();
        for (int slot = 0; slot < slots; slot++) {
            LockSupport.parkNanos(start + slot * SLOT.toNanos() - System.nanoTime());
            for (int i = 0; i < recordsASlot(); i++) {
                log.record(exchange(slot * recordsASlot() + i));
            }
        }
    }

    private static int recordsASlot() {
        return (int) (RATE / LOOPS / (1_000 / SLOT.toMillis()));
    }

    private static AccessRecord exchange(int number) {
        return AccessRecords.record(
                Instant.now(), "www" + number % 997 + ".example.org", "/page/" + number, AccessRecord.Outcome.ALLOW);
    }

    private long recordsOnDisk() throws IOException {
        AccessSearch search = new AccessSearch(Disk.ofSystem(), folder);
        long count = 0;
        String cursor = null;
        do {
            AccessPage page = search.newestFirst(AccessQuery.ALL, 100_000, cursor);
            assertThat(page.damaged()).isZero();
            count += page.records().size();
            cursor = page.next();
        } while (cursor != null);
        return count;
    }
}
