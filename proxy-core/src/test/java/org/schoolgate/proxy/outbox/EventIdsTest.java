package org.schoolgate.proxy.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.disk.FaultyDisk;
import org.schoolgate.rules.event.EventId;

final class EventIdsTest {
    private final FaultyDisk disk = new FaultyDisk();

    @TempDir
    private Path folder;

    @TempDir
    private Path accessFolder;

    @Test
    void everyStartHasAnEpochOfItsOwn() throws IOException {
        assertThat(open(7).next()).isEqualTo(new EventId(7, 1, 1));
        disk.crash();
        EventIds second = open(7);
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.next()).isEqualTo(new EventId(7, 2, 1));
        assertThat(second.next()).isEqualTo(new EventId(7, 2, 2));
    }

    @Test
    void noNumberIsGivenTwiceByManyThreads() throws IOException {
        EventIds ids = open(1);
        Set<EventId> seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 10_000).parallel().forEach(i -> seen.add(ids.next()));
        assertThat(seen).hasSize(10_000);
    }

    @Test
    void epochThatWasLostIsNotUsedAgainWhileIncidentsOfItWait() throws IOException {
        Files.writeString(folder.resolve("incidents-41-1.jsonl"), "");
        assertThat(open(1).epoch()).isEqualTo(42);
    }

    @Test
    void epochOfAnOutboxThatWasLostIsNotUsedAgainWhileSegmentsTellOfIt() throws IOException {
        Files.writeString(accessFolder.resolve("access-1-9-3.jsonl.zst"), "");
        Files.writeString(accessFolder.resolve("access-1-41-1.jsonl.zst.part"), "");
        assertThat(open(1).epoch()).isEqualTo(42);
        Files.delete(folder.resolve("epoch"));
        Files.delete(accessFolder.resolve("access-1-41-1.jsonl.zst.part"));
        assertThat(open(1).epoch()).isEqualTo(10);
    }

    @Test
    void withoutADurableEpochThereAreNoNumbers() throws IOException {
        disk.failSyncs(true);
        assertThatThrownBy(() -> open(1)).isInstanceOf(IOException.class);
        disk.failSyncs(false);
        Files.writeString(folder.resolve("epoch"), "damaged");
        assertThatThrownBy(() -> open(1)).hasMessageContaining("(expected: a number)");
    }

    private EventIds open(int gateway) throws IOException {
        return EventIds.open(disk, folder, accessFolder, gateway);
    }
}
