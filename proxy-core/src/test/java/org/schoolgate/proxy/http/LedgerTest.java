package org.schoolgate.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.outbox.EventIds;
import org.schoolgate.proxy.outbox.Outbox;
import org.schoolgate.proxy.outbox.OutboxConfig;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.event.SuspectedIncidents;

final class LedgerTest {
    private static final Pattern SEQUENCE = Pattern.compile("\"id\":\"1-1-([0-9]+)\"");
    private static final int LOOPS = 4;
    private static final int EACH = 1_000;

    @TempDir
    private Path folder;

    @Test
    void incidentsOfManyEventLoopsAreStoredInTheOrderOfTheirIds() throws Exception {
        EventIds ids = EventIds.open(Disk.ofSystem(), folder, folder.resolve("access"), 1);
        OutboxConfig config = new OutboxConfig(folder, ids.epoch(), OutboxConfig.DEFAULT_MAX_BYTES);
        try (Outbox outbox = Outbox.open(Disk.ofSystem(), config, null, new Health(), new SimpleMeterRegistry())) {
            Ledger ledger = new Ledger(record -> {}, outbox::raise, ids::next);
            List<Thread> loops = IntStream.range(0, LOOPS)
                    .mapToObj(loop -> new Thread(() -> raise(ledger)))
                    .toList();
            loops.forEach(Thread::start);
            for (Thread loop : loops) {
                loop.join();
            }
        }
        assertThat(spooled())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, LOOPS * EACH).boxed().toList());
    }

    private static void raise(Ledger ledger) {
        for (int i = 0; i < EACH; i++) {
            ledger.raise(SuspectedIncidents::blocked);
        }
    }

    private List<Long> spooled() throws IOException {
        String lines = Files.readString(folder.resolve("incidents-1-1.jsonl"), UTF_8);
        return SEQUENCE.matcher(lines)
                .results()
                .map(line -> Long.valueOf(line.group(1)))
                .toList();
    }
}
