package org.schoolgate.rules.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.access.SegmentRecovery.Recovered;
import org.schoolgate.rules.disk.FaultyDisk;

final class SegmentsTest {
    private static final SegmentName FIRST = new SegmentName(1, 3, 1);
    private static final SegmentName SECOND = new SegmentName(1, 3, 2);

    private final FaultyDisk disk = new FaultyDisk();

    @TempDir
    private Path folder;

    @Test
    void segmentHasItsFinalNameOnlyWhenClosed() throws IOException {
        SegmentWriter writer = writer(FIRST, 1, 2);
        writer.flush();
        assertThat(disk.list(folder)).containsExactly(folder.resolve("access-1-3-1.jsonl.zst.part"));
        writer.close();
        assertThat(disk.list(folder)).containsExactly(folder.resolve("access-1-3-1.jsonl.zst"));
        assertThat(numbers()).containsExactly(2, 1);
    }

    @Test
    void segmentWithoutRecordsLeavesNoFile() throws IOException {
        writer(FIRST).close();
        assertThat(disk.list(folder)).isEmpty();
    }

    @Test
    void recordsCanBeReadAsSoonAsTheyAreFlushed() throws IOException {
        SegmentWriter writer = writer(FIRST, 1, 2);
        assertThat(numbers()).isEmpty();
        writer.flush();
        assertThat(numbers()).containsExactly(2, 1);
        writer.append(AccessRecords.numbered(3));
        writer.close();
        assertThat(numbers()).containsExactly(3, 2, 1);
    }

    @Test
    void whereverTheTailIsTornWholeFramesAreKept() throws IOException {
        SegmentWriter writer = writer(FIRST, 1, 2);
        writer.flush();
        int firstFrame = (int) writer.bytes();
        writer.append(AccessRecords.numbered(3));
        writer.flush();
        Path file = FIRST.openFile(folder);
        byte[] whole = Files.readAllBytes(file);
        for (int length = firstFrame; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int kept = length == whole.length ? length : firstFrame;
            assertThat(SegmentRecovery.recover(disk, folder))
                    .containsExactly(new Recovered(FIRST, kept, length - kept));
            assertThat(numbers()).isEqualTo(length == whole.length ? List.of(3, 2, 1) : List.of(2, 1));
            Files.delete(FIRST.closedFile(folder));
        }
    }

    @Test
    void tailOfZeroesIsCutAsAfterAPowerCut() throws IOException {
        SegmentWriter writer = writer(FIRST, 1, 2);
        writer.flush();
        Path file = FIRST.openFile(folder);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) writer.bytes() + 4096));
        assertThat(SegmentRecovery.recover(disk, folder)).containsExactly(new Recovered(FIRST, writer.bytes(), 4096));
        assertThat(numbers()).containsExactly(2, 1);
    }

    @Test
    void segmentWithoutAnyWholeFrameIsRemoved() throws IOException {
        Files.write(FIRST.openFile(folder), new byte[10]);
        assertThat(SegmentRecovery.recover(disk, folder)).containsExactly(new Recovered(FIRST, 0, 10));
        assertThat(disk.list(folder)).isEmpty();
    }

    @Test
    void powerCutTakesOnlyWhatWasNotFlushed() throws IOException {
        SegmentWriter writer = writer(FIRST, 1, 2);
        writer.flush();
        disk.failSyncs(true);
        writer.append(AccessRecords.numbered(3));
        assertThatThrownBy(writer::flush).isInstanceOf(IOException.class);
        disk.crash();
        SegmentRecovery.recover(disk, folder);
        assertThat(numbers()).containsExactly(2, 1);
    }

    @Test
    void whatAFailedFlushOwesIsWrittenOnceToAnotherFile() throws IOException {
        SegmentWriter writer = writer(FIRST, 1);
        writer.flush();
        writer.append(AccessRecords.numbered(2));
        disk.failSyncs(true);
        assertThatThrownBy(writer::flush).isInstanceOf(IOException.class);
        disk.failSyncs(false);
        SegmentWriter successor = writer.continueIn(SECOND);
        successor.append(AccessRecords.numbered(3));
        successor.close();
        assertThat(disk.list(folder)).containsExactly(FIRST.closedFile(folder), SECOND.closedFile(folder));
        assertThat(numbers()).containsExactly(3, 2, 1);
    }

    @Test
    void tornWriteIsWrittenOnceToAnotherFile() throws IOException {
        SegmentWriter writer = writer(FIRST, 1);
        disk.tearNextWrite(20);
        assertThatThrownBy(writer::flush).isInstanceOf(IOException.class);
        writer.continueIn(SECOND).close();
        assertThat(disk.list(folder)).containsExactly(SECOND.closedFile(folder));
        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void nothingIsLostWhileNoOtherFileCanBeOpened() throws IOException {
        SegmentWriter writer = writer(FIRST, 1);
        disk.failWrites(true);
        assertThatThrownBy(writer::flush).isInstanceOf(IOException.class);
        SegmentWriter second = writer.continueIn(SECOND);
        assertThatThrownBy(second::close).isInstanceOf(IOException.class);
        disk.failWrites(false);
        second.continueIn(new SegmentName(1, 3, 3)).close();
        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void recordTooLargeForAnyFrameIsRefusedAndLeavesTheOthers() throws IOException {
        SegmentWriter writer = writer(FIRST, 1);
        AccessRecord huge = AccessRecords.record(
                AccessRecords.START, "example.org", "\u0000".repeat(90_000), AccessRecord.Outcome.ALLOW);
        assertThatThrownBy(() -> writer.append(huge)).isInstanceOf(IllegalArgumentException.class);
        writer.append(AccessRecords.numbered(2));
        assertThat(writer.waitingRecords()).isEqualTo(2);
        writer.close();
        assertThat(numbers()).containsExactly(2, 1);
    }

    @Test
    void otherFilesAreNoSegments() {
        for (String name :
                List.of("access-1-3.jsonl.zst", "access-1-03-1.jsonl.zst", "access-1-3-1.jsonl.zst.tmp", "x")) {
            assertThat(SegmentName.of(folder.resolve(name))).as(name).isEmpty();
        }
        assertThat(SegmentName.of(FIRST.openFile(folder))).contains(FIRST);
        assertThat(SegmentName.of(FIRST.closedFile(folder))).contains(FIRST);
    }

    private SegmentWriter writer(SegmentName name, int... numbers) throws IOException {
        SegmentWriter writer = SegmentWriter.create(disk, folder, name);
        IntStream.of(numbers).mapToObj(AccessRecords::numbered).forEach(writer::append);
        return writer;
    }

    private List<Integer> numbers() throws IOException {
        return new AccessSearch(disk, folder)
                .newestFirst(AccessQuery.ALL, 1000, null).records().stream()
                        .map(AccessRecords::numberOf)
                        .toList();
    }
}
