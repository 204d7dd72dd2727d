package org.schoolgate.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.disk.Disk;

final class AccessFollowerTest {
    private final Disk disk = Disk.ofSystem();
    private final List<Integer> seen = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void recordsComeInTheOrderOfWritingEachOnce() throws IOException {
        SegmentWriter first = segment(1, 1, 2);
        AccessFollower follower = follower(null, null);
        read(follower);
        assertThat(seen).containsExactly(1, 2);
        first.append(AccessRecords.numbered(3));
        first.close();
        SegmentWriter second = segment(2, 4);
        read(follower);
        assertThat(seen).containsExactly(1, 2, 3, 4);
        read(follower);
        second.append(AccessRecords.numbered(5));
        second.close();
        read(follower);
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
        assertThat(follower.damaged()).isZero();
    }

    @Test
    void onlyRecordsOfTheTimesAskedForAreHandedOn() throws IOException {
        segment(1, 1, 2, 3).close();
        segment(2, 4, 5, 6).close();
        AccessFollower follower = follower(3, 5);
        read(follower);
        assertThat(seen).containsExactly(3, 4);
        assertThat(follower.isPastTheEnd()).as("a clock may have been set back").isFalse();
        segment(3, 5 + 3_601).close();
        read(follower);
        assertThat(follower.isPastTheEnd()).isTrue();
    }

    @Test
    void segmentThatEndedLongBeforeIsNotOpened() throws IOException {
        segment(1, 1).close();
        Path old = new SegmentName(1, 1, 1).closedFile(folder);
        Files.writeString(old, "damaged");
        Files.setLastModifiedTime(old, FileTime.from(AccessRecords.START));
        segment(2, 100_000).close();
        AccessFollower follower = follower(90_000, null);
        read(follower);
        assertThat(seen).containsExactly(100_000);
        assertThat(follower.damaged()).isZero();
    }

    @Test
    void whatIsDamagedIsCountedOnceAndTheRestIsRead() throws IOException {
        segment(1, 1).close();
        Files.writeString(new SegmentName(1, 1, 1).closedFile(folder), "damaged");
        segment(2, 2).close();
        AccessFollower follower = follower(null, null);
        read(follower);
        read(follower);
        assertThat(seen).containsExactly(2);
        assertThat(follower.damaged()).isEqualTo(1);
    }

    @Test
    void frameThatIsJustBeingWrittenIsReadLater() throws IOException {
        segment(1, 1, 2).close();
        Path closed = new SegmentName(1, 1, 1).closedFile(folder);
        byte[] whole = Files.readAllBytes(closed);
        Path open = new SegmentName(1, 1, 2).openFile(folder);
        Files.write(open, Arrays.copyOf(whole, whole.length - 5));
        Files.delete(closed);
        AccessFollower follower = follower(null, null);
        read(follower);
        assertThat(seen).isEmpty();
        Files.write(open, whole);
        read(follower);
        assertThat(seen).containsExactly(1, 2);
        assertThat(follower.damaged()).isZero();
    }

    private AccessFollower follower(@Nullable Integer from, @Nullable Integer to) {
        return new AccessFollower(
                disk,
                folder,
                from == null ? null : AccessRecords.START.plus(Duration.ofSeconds(from)),
                to == null ? null : AccessRecords.START.plus(Duration.ofSeconds(to)));
    }

    private void read(AccessFollower follower) throws IOException {
        follower.read(record -> seen.add(AccessRecords.numberOf(record)));
    }

    private SegmentWriter segment(int number, int... records) throws IOException {
        SegmentWriter writer = SegmentWriter.create(disk, folder, new SegmentName(1, 1, number));
        for (int record : records) {
            writer.append(AccessRecords.numbered(record));
        }
        writer.flush();
        return writer;
    }
}
