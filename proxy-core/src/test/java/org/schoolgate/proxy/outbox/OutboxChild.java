package org.schoolgate.proxy.outbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.disk.Disk;

/** Raises incidents as fast as they are stored, and prints the number of each when it is, until it is killed. */
final class OutboxChild {
    private OutboxChild() {}

    public static void main(String[] arguments) throws IOException {
        OutboxConfig config = new OutboxConfig(Path.of(arguments[0]), 3, OutboxConfig.DEFAULT_MAX_BYTES);
        try (Outbox outbox = Outbox.open(Disk.ofSystem(), config, null, new Health(), new SimpleMeterRegistry())) {
            for (long sequence = 1; sequence < 1_000_000; sequence++) {
                outbox.raise(Incidents.numbered(sequence)).toCompletableFuture().join();
                System.out.println(sequence);
            }
        }
    }
}
