package org.schoolgate.proxy.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.schoolgate.rules.disk.Disk;

/** A place between two lines of the spool. */
record SpoolPosition(SpoolName file, long offset) {
    static final SpoolPosition START = new SpoolPosition(new SpoolName(0, 0), 0);

    private static final int MAX_BYTES = 128;

    /** Reads the place up to which everything has been delivered; the start when that is not known. */
    static SpoolPosition read(Disk disk, Path file) throws IOException {
        try {
            String[] parts =
                    new String(disk.readAll(file, MAX_BYTES), US_ASCII).strip().split(" ", 2);
            Optional<SpoolName> name = SpoolName.parse(parts[0]);
            return name.isPresent() && parts.length == 2
                    ? new SpoolPosition(name.get(), Long.parseLong(parts[1]))
                    : START;
        } catch (NoSuchFileException | NumberFormatException e) {
            return START;
        }
    }

    void write(Disk disk, Path file) throws IOException {
        disk.replace(file, (this.file.text() + " " + offset + "\n").getBytes(US_ASCII));
    }
}
