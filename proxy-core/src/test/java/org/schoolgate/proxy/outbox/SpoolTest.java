package org.schoolgate.proxy.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.disk.FaultyDisk;
import org.schoolgate.rules.event.SuspectedIncidentJson;

final class SpoolTest {
    private static final long MAX_BYTES = 64 * 1024 * 1024;

    private final FaultyDisk disk = new FaultyDisk();

    @TempDir
    private Path folder;

    @Test
    void incidentsComeOutInTheOrderInWhichTheyWentIn() throws IOException {
        Spool spool = open(3);
        append(spool, 1, 2, 3);
        append(spool, 4, 5);
        assertThat(sequences(spool.oldest(2))).containsExactly(1L, 2L);
        assertThat(sequences(spool.oldest(100))).containsExactly(1L, 2L, 3L, 4L, 5L);
        spool.delivered(spool.oldest(4));
        assertThat(sequences(spool.oldest(100))).containsExactly(5L);
        assertThat(spool.waiting()).isEqualTo(1);
    }

    @Test
    void whatWasDeliveredIsForgottenForGood() throws IOException {
        Spool spool = open(3);
        append(spool, 1, 2, 3);
        spool.delivered(spool.oldest(2));
        disk.crash();
        Spool next = open(4);
        assertThat(next.waiting()).isEqualTo(1);
        append(next, 4);
        assertThat(deliverAll(next)).containsExactly(3L, 4L);
        assertThat(next.oldest(100)).isEmpty();
        assertThat(files()).containsExactly("incidents-4-1.jsonl");
    }

    @Test
    void deliveredFilesAreDeleted() throws IOException {
        Spool spool = open(3);
        for (int i = 0; i < 110; i++) {
            append(spool, LongStream.range(100L * i + 1, 100L * i + 101).toArray());
        }
        assertThat(files()).hasSize(2);
        List<Long> delivered = new ArrayList<>();
        while (spool.waiting() > 0) {
            List<SpooledEvent> batch = spool.oldest(100);
            delivered.addAll(sequences(batch));
            spool.delivered(batch);
        }
        assertThat(delivered)
                .isEqualTo(LongStream.rangeClosed(1, 11_000).boxed().toList());
        assertThat(files()).hasSize(1);
    }

    @Test
    void whereverTheTailIsTornWholeLinesAreKept() throws IOException {
        append(open(3), 1, 2);
        Path file = folder.resolve("incidents-3-1.jsonl");
        byte[] whole = Files.readAllBytes(file);
        int firstLine = new String(whole, UTF_8).indexOf('\n') + 1;
        for (int length = firstLine; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Spool spool = open(4);
            List<Long> kept = length == whole.length ? List.of(1L, 2L) : List.of(1L);
            assertThat(sequences(spool.oldest(100))).isEqualTo(kept);
            assertThat(spool.waiting()).isEqualTo(kept.size());
            assertThat(spool.damagedBytes()).isEqualTo(length == whole.length ? 0 : length - firstLine);
        }
    }

    @Test
    void damagedLineIsLeftOutAndTheOthersAreKept() throws IOException {
        append(open(3), 1, 2, 3);
        Path file = folder.resolve("incidents-3-1.jsonl");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        Spool spool = open(4);
        assertThat(sequences(spool.oldest(100))).containsExactly(1L, 3L);
        assertThat(spool.damagedBytes()).isEqualTo(bytes.length / 3);
    }

    @Test
    void tornWriteGoesToAnotherFileWhole() throws IOException {
        Spool spool = open(3);
        append(spool, 1);
        disk.tearNextWrite(30);
        append(spool, 2);
        append(spool, 3);
        assertThat(files()).containsExactly("incidents-3-1.jsonl", "incidents-3-2.jsonl");
        assertThat(deliverAll(open(4))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void fileThatCouldNotBeSyncedIsNeverWrittenToAgain() throws IOException {
        Spool spool = open(3);
        append(spool, 1);
        disk.failSyncs(true);
        assertThatThrownBy(() -> append(spool, 2)).isInstanceOf(IOException.class);
        assertThat(sequences(spool.oldest(100))).containsExactly(1L);
        disk.failSyncs(false);
        append(spool, 2);
        assertThat(files()).contains("incidents-3-3.jsonl");
        disk.crash();
        assertThat(deliverAll(open(4))).containsExactly(1L, 2L);
    }

    @Test
    void triesThatFailLeaveNoFilesBehind() throws IOException {
        Spool spool = open(3);
        append(spool, 1);
        disk.failSyncs(true);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> append(spool, 2)).isInstanceOf(IOException.class);
        }
        assertThat(files()).containsExactly("incidents-3-1.jsonl");
        disk.failSyncs(false);
        append(spool, 2);
        assertThat(files()).hasSize(2);
        disk.crash();
        assertThat(deliverAll(open(4))).containsExactly(1L, 2L);
    }

    @Test
    void fullDiskTakesFromTheReserve() throws IOException {
        Spool spool = open(3);
        assertThat(folder.resolve("reserve")).hasSize(1024 * 1024);
        disk.tearNextWrite(0);
        append(spool, 1);
        assertThat(folder.resolve("reserve")).doesNotExist();
        disk.usableBytes(1024);
        spool.delivered(spool.oldest(1));
        assertThat(folder.resolve("reserve")).doesNotExist();
        disk.usableBytes(Long.MAX_VALUE);
        append(spool, 2);
        spool.delivered(spool.oldest(1));
        assertThat(folder.resolve("reserve")).exists();
    }

    @Test
    void deliveryThatCannotBeNotedIsRepeatedOnlyAfterARestart() throws IOException {
        Spool spool = open(3);
        append(spool, 1, 2);
        disk.failWrites(true);
        assertThatThrownBy(() -> spool.delivered(spool.oldest(1))).isInstanceOf(IOException.class);
        assertThat(sequences(spool.oldest(100))).containsExactly(2L);
        disk.failWrites(false);
        assertThat(sequences(open(4).oldest(100))).containsExactly(1L, 2L);
    }

    @Test
    void noteOfWhatWasDeliveredMayBeDamaged() throws IOException {
        Spool spool = open(3);
        append(spool, 1, 2);
        spool.delivered(spool.oldest(1));
        for (String damaged : List.of("", "x", "incidents-3-1.jsonl", "incidents-3-1.jsonl x")) {
            Files.writeString(folder.resolve("delivered"), damaged);
            assertThat(sequences(open(4).oldest(100))).containsExactly(1L, 2L);
        }
    }

    @Test
    void spoolIsFullWhenSoManyBytesWait() throws IOException {
        Spool spool = Spool.open(disk, folder, 3, 1_000);
        append(spool, 1);
        assertThat(spool.isFull()).isFalse();
        append(spool, 2, 3);
        assertThat(spool.isFull()).isTrue();
        spool.delivered(spool.oldest(2));
        assertThat(spool.isFull()).isFalse();
    }

    private Spool open(long epoch) throws IOException {
        return Spool.open(disk, folder, epoch, MAX_BYTES);
    }

    private static void append(Spool spool, long... sequences) throws IOException {
        spool.append(LongStream.of(sequences).mapToObj(Incidents::json).toList());
    }

    private static List<Long> deliverAll(Spool spool) throws IOException {
        List<Long> sequences = new ArrayList<>();
        while (spool.waiting() > 0) {
            List<SpooledEvent> batch = spool.oldest(100);
            sequences.addAll(sequences(batch));
            spool.delivered(batch);
        }
        return sequences;
    }

    private static List<Long> sequences(List<SpooledEvent> events) throws IOException {
        List<Long> sequences = new ArrayList<>();
        for (SpooledEvent event : events) {
            sequences.add(SuspectedIncidentJson.read(event.json()).id().sequence());
        }
        return sequences;
    }

    private List<String> files() throws IOException {
        return disk.list(folder).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith("incidents-"))
                .toList();
    }
}
