package org.schoolgate.proxy.outbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.schoolgate.rules.disk.Appender;
import org.schoolgate.rules.disk.Disk;

/** Incidents that the admin server will never take, set aside in {@code refused.jsonl} for a person to look at. */
final class RefusedIncidents {
    private final Disk disk;
    private final Path file;

    RefusedIncidents(Disk disk, Path folder) {
        this.disk = disk;
        this.file = folder.resolve("refused.jsonl");
    }

    void add(byte[] json) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(json);
        line.write('\n');
        try (Appender out = disk.append(file)) {
            out.write(line.toByteArray(), 0, line.size());
            out.sync();
        }
    }
}
