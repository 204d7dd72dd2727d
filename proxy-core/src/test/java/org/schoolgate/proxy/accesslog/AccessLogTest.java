package org.schoolgate.proxy.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.access.AccessPage;
import org.schoolgate.rules.access.AccessQuery;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecords;
import org.schoolgate.rules.access.AccessSearch;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.access.SegmentWriter;
import org.schoolgate.rules.disk.FaultyDisk;

final class AccessLogTest {
    private final FaultyDisk disk = new FaultyDisk();
    private final Health health = new Health();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    @Test
    void recordIsOnTheDiskWithinASecond() throws IOException {
        try (AccessLog log = open()) {
            log.record(AccessRecords.numbered(1));
            await().atMost(Duration.ofSeconds(1)).until(() -> numbers().equals(List.of(1)));
        }
    }

    @Test
    void recordsOfManyThreadsAreAllWritten() throws Exception {
        int threads = 4;
        int each = 5_000;
        try (AccessLog log = open()) {
            List<Thread> producers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = i * each;
                producers.add(new Thread(() -> IntStream.range(first, first + each)
                        .mapToObj(AccessRecords::numbered)
                        .forEach(log::record)));
            }
            producers.forEach(Thread::start);
            for (Thread producer : producers) {
                producer.join();
            }
        }
        assertThat(numbers()).hasSize(threads * each).doesNotHaveDuplicates();
        assertThat(meters.counter("schoolgate.access.records").count()).isEqualTo(threads * each);
        assertThat(health.level()).isEqualTo(Level.OK);
    }

    @Test
    void closingWritesEverythingThatWasHandedOver() throws IOException {
        AccessLog log = open();
        IntStream.range(0, 3_000).mapToObj(AccessRecords::numbered).forEach(log::record);
        log.close();
        assertThat(numbers()).hasSize(3_000);
        assertThat(disk.list(folder)).noneMatch(SegmentName::isOpen);
    }

    @Test
    void whenTheDiskStandsStillProducersGoOnAndLossesAreCounted() throws IOException {
        disk.failWrites(true);
        AccessLog log = open();
        int more = 40_000;
        IntStream.range(0, more).mapToObj(AccessRecords::numbered).forEach(log::record);
        await().until(() -> health.level() == Level.ERROR);
        disk.failWrites(false);
        log.close();
        double lost = meters.counter("schoolgate.access.records.lost").count();
        assertThat(lost).isGreaterThan(0);
        assertThat(numbers().size() + lost).isEqualTo(more);
        assertThat(health.checks())
                .anyMatch(check -> check.text().equals("%.0f records lost since start".formatted(lost)));
    }

    @Test
    void stopWithADiskThatStillFailsCountsWhatIsLost() throws IOException {
        disk.failWrites(true);
        AccessLog log = open();
        log.record(AccessRecords.numbered(1));
        log.close();
        assertThat(meters.counter("schoolgate.access.records.lost").count()).isEqualTo(1);
    }

    @Test
    void segmentLeftOpenByAKillIsClosedAtTheNextStart() throws IOException {
        SegmentWriter killed = SegmentWriter.create(disk, folder, new SegmentName(1, 3, 4));
        killed.append(AccessRecords.numbered(1));
        killed.flush();
        try (AccessLog log = open()) {
            log.record(AccessRecords.numbered(2));
        }
        assertThat(disk.list(folder))
                .containsExactly(
                        new SegmentName(1, 3, 4).closedFile(folder), new SegmentName(1, 3, 5).closedFile(folder));
        assertThat(numbers()).containsExactly(2, 1);
    }

    private AccessLog open() throws IOException {
        AccessLogConfig config = new AccessLogConfig(folder, 1, 3, AccessLogLimits.DEFAULT);
        return AccessLog.open(disk, config, InstantSource.system(), System::nanoTime, health, meters);
    }

    private List<Integer> numbers() throws IOException {
        AccessPage page = new AccessSearch(disk, folder).newestFirst(AccessQuery.ALL, 100_000, null);
        return page.records().stream()
                .map((AccessRecord record) -> AccessRecords.numberOf(record))
                .toList();
    }
}
