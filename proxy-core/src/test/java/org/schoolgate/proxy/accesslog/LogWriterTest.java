package org.schoolgate.proxy.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.access.AccessQuery;
import org.schoolgate.rules.access.AccessRecords;
import org.schoolgate.rules.access.AccessSearch;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.disk.FaultyDisk;

final class LogWriterTest {
    private static final AccessLogLimits LIMITS = new AccessLogLimits(
            Duration.ofMillis(400), Duration.ofMinutes(1), 2_000, Duration.ofDays(30), 1_000_000, 1_000);

    private final FaultyDisk disk = new FaultyDisk();
    private final Health health = new Health();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = AccessRecords.START;
    private long nanos = 5_000_000_000L;

    @TempDir
    private Path folder;

    private LogWriter writer;

    @BeforeEach
    void open() {
        writer = writer(LIMITS);
    }

    @Test
    void recordsAreOnTheDiskAfterTheFlushIntervalAndNotWrittenOneByOne() throws IOException {
        append(1);
        append(2);
        assertThat(numbers()).isEmpty();
        passMillis(399);
        assertThat(numbers()).isEmpty();
        passMillis(1);
        assertThat(numbers()).containsExactly(2, 1);
    }

    @Test
    void segmentIsClosedAfterAMinute() throws IOException {
        append(1);
        passMillis(400);
        passMillis(60_000);
        assertThat(files()).containsExactly("access-1-3-1.jsonl.zst");
        append(2);
        passMillis(400);
        assertThat(files()).containsExactly("access-1-3-1.jsonl.zst", "access-1-3-2.jsonl.zst.part");
    }

    @Test
    void segmentIsClosedWhenItHasGrownLarge() throws IOException {
        for (int i = 1; i <= 30; i++) {
            append(i);
            passMillis(400);
        }
        assertThat(files()).contains("access-1-3-1.jsonl.zst");
        assertThat(Files.size(folder.resolve("access-1-3-1.jsonl.zst"))).isBetween(2_000L, 3_000L);
        assertThat(numbers()).hasSize(30);
    }

    @Test
    void minuteWithoutRecordsMakesNoFile() throws IOException {
        passMillis(60_000);
        passMillis(60_000);
        assertThat(files()).isEmpty();
    }

    @Test
    void failedFlushGoesToAnotherSegmentAtOnceAndHealthSaysSo() throws IOException {
        append(1);
        passMillis(400);
        append(2);
        disk.tearNextWrite(10);
        passMillis(400);
        assertThat(files()).containsExactly("access-1-3-1.jsonl.zst", "access-1-3-2.jsonl.zst.part");
        assertThat(numbers()).containsExactly(2, 1);
        assertThat(health.level()).isEqualTo(Level.WARN);
        passMillis(60_000);
        assertThat(health.level()).isEqualTo(Level.OK);
    }

    @Test
    void whileTheDiskFailsRecordsAreHeldAndHealthIsRedUntilItWritesAgain() throws IOException {
        append(1);
        disk.failSyncs(true);
        passMillis(400);
        assertThat(health.level()).isEqualTo(Level.ERROR);
        append(2);
        passMillis(1_000);
        assertThat(health.level()).isEqualTo(Level.ERROR);
        disk.failSyncs(false);
        passMillis(999);
        assertThat(health.level()).isEqualTo(Level.ERROR);
        passMillis(1);
        assertThat(health.level()).isEqualTo(Level.WARN);
        assertThat(numbers()).containsExactly(2, 1);
    }

    @Test
    void whileTheDiskFailsMemoryIsBounded() {
        disk.failWrites(true);
        int held = 0;
        while (writer.accepts()) {
            append(++held);
            passMillis(1);
        }
        assertThat(held).isBetween(1_000, 3_000);
    }

    @Test
    void fullDiskLosesTheOldestSegmentsFirst() throws IOException {
        for (int i = 1; i <= 3; i++) {
            append(i);
            passMillis(60_000);
        }
        disk.usableBytes(LIMITS.spareBytes() - 1);
        append(4);
        disk.tearNextWrite(0);
        passMillis(400);
        assertThat(deleted("disk_full")).isEqualTo(3);
        assertThat(numbers()).containsExactly(4);
        passMillis(60_000);
        assertThat(health.level()).isEqualTo(Level.ERROR);
        disk.usableBytes(LIMITS.spareBytes());
        append(5);
        passMillis(60_000);
        assertThat(health.level()).isEqualTo(Level.OK);
    }

    @Test
    void segmentsBeyondTheTotalAreDeletedOldestFirst() throws IOException {
        writer = writer(keeping(700));
        for (int i = 1; i <= 4; i++) {
            append(i);
            passMillis(60_000);
        }
        assertThat(files()).containsExactly("access-1-3-3.jsonl.zst", "access-1-3-4.jsonl.zst");
        assertThat(deleted("size")).isEqualTo(2);
    }

    @Test
    void segmentsPastTheirAgeAreDeleted() throws IOException {
        for (int i = 1; i <= 2; i++) {
            append(i);
            passMillis(60_000);
        }
        age("access-1-3-1.jsonl.zst", LIMITS.keepAge().plusSeconds(1));
        age("access-1-3-2.jsonl.zst", LIMITS.keepAge().minusSeconds(100));
        passMillis(60_000);
        assertThat(files()).containsExactly("access-1-3-2.jsonl.zst");
        assertThat(deleted("age")).isEqualTo(1);
    }

    @Test
    void folderIsReadOnceAndNotEachMinute() {
        for (int i = 1; i <= 5; i++) {
            append(i);
            passMillis(60_000);
        }
        assertThat(disk.listings()).isEqualTo(1);
    }

    @Test
    void segmentThatSomeoneElseDeletedIsMissedAndNotTheOthers() throws IOException {
        writer = writer(keeping(1_500));
        for (int i = 1; i <= 3; i++) {
            append(i);
            passMillis(60_000);
        }
        Files.delete(folder.resolve("access-1-3-1.jsonl.zst"));
        append(4);
        passMillis(60_000);
        assertThat(files())
                .containsExactly("access-1-3-2.jsonl.zst", "access-1-3-3.jsonl.zst", "access-1-3-4.jsonl.zst");
        assertThat(health.level()).isEqualTo(Level.OK);
    }

    @Test
    void moreSegmentsThanAreKnownByNameAreDeletedToo() throws IOException {
        for (int i = 1; i <= 2_500; i++) {
            Files.write(new SegmentName(1, 2, i).closedFile(folder), new byte[100]);
        }
        writer = writer(keeping(10_000));
        passMillis(60_000);
        assertThat(files()).hasSize(100).startsWith("access-1-2-2401.jsonl.zst");
        assertThat(disk.listings()).as("one more for the assertion").isLessThanOrEqualTo(4);
    }

    @Test
    void asMuchIsKeptAsIsSaidLast() throws IOException {
        Retention retention = new Retention(disk, folder, LIMITS, () -> now, () -> nanos, meters);
        append(1);
        passMillis(60_000);
        age("access-1-3-1.jsonl.zst", LIMITS.keepAge().minusSeconds(100));
        retention.enforce();
        assertThat(files()).contains("access-1-3-1.jsonl.zst");
        retention.use(new AccessLogLimits(
                LIMITS.flushEvery(),
                LIMITS.segmentAge(),
                LIMITS.segmentBytes(),
                LIMITS.keepAge().minusSeconds(200),
                LIMITS.keepBytes(),
                LIMITS.spareBytes()));
        retention.enforce();
        assertThat(files()).doesNotContain("access-1-3-1.jsonl.zst");
    }

    @Test
    void nothingIsDeletedForItsAgeAfterTheClockHasJumped() throws IOException {
        append(1);
        passMillis(60_000);
        age("access-1-3-1.jsonl.zst", Duration.ZERO);
        now = now.plus(Duration.ofDays(400));
        passMillis(60_000);
        assertThat(files()).containsExactly("access-1-3-1.jsonl.zst");
    }

    @Test
    void closingWritesWhatWaits() throws IOException {
        append(1);
        writer.close();
        assertThat(files()).containsExactly("access-1-3-1.jsonl.zst");
        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void closingTriesOneMoreSegment() throws IOException {
        append(1);
        disk.tearNextWrite(5);
        writer.close();
        assertThat(files()).containsExactly("access-1-3-2.jsonl.zst");
        assertThat(numbers()).containsExactly(1);
    }

    private static AccessLogLimits keeping(long bytes) {
        return new AccessLogLimits(
                LIMITS.flushEvery(), LIMITS.segmentAge(), LIMITS.segmentBytes(), LIMITS.keepAge(), bytes, 0);
    }

    private LogWriter writer(AccessLogLimits limits) {
        Retention retention = new Retention(disk, folder, limits, () -> now, () -> nanos, meters);
        return new LogWriter(disk, folder, new SegmentName(1, 3, 1), limits, retention, () -> nanos, health);
    }

    private double deleted(String why) {
        return meters.counter("schoolgate.access.segments.deleted", "why", why).count();
    }

    private void append(int number) {
        writer.append(AccessRecords.numbered(number));
    }

    private void passMillis(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
        now = now.plusMillis(millis);
        writer.tick();
    }

    private void age(String file, Duration age) throws IOException {
        Files.setLastModifiedTime(folder.resolve(file), FileTime.from(now.minus(age)));
    }

    private List<String> files() throws IOException {
        return disk.list(folder).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private List<Integer> numbers() throws IOException {
        return new AccessSearch(disk, folder)
                .newestFirst(AccessQuery.ALL, 1000, null).records().stream()
                        .map(AccessRecords::numberOf)
                        .toList();
    }
}
