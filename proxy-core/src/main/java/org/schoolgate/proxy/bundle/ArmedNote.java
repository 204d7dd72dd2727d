package org.schoolgate.proxy.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.disk.Disk;

/**
 * That this gateway has seen the locked slot armed, noted on its disk for good: neither an older bundle nor a new one without
 * a locked list takes it back. Confined to one thread at a time.
 */
final class ArmedNote {
    private final Disk disk;
    private final Path file;
    private boolean written;

    private ArmedNote(Disk disk, Path file, boolean written) {
        this.disk = disk;
        this.file = file;
        this.written = written;
    }

    /**
     * Looks whether the note was written before.
     *
     * @param folder of the gateway, where it is or will be
     */
    static ArmedNote in(Path folder, Disk disk) throws IOException {
        Path file = folder.resolve("locked-slot-armed");
        return new ArmedNote(disk, file, disk.list(folder).contains(file));
    }

    boolean isWritten() {
        return written;
    }

    /** Writes it, unless it is there; when this returns it is on the disk. */
    void write(Generation armedIn) throws IOException {
        if (!written) {
            disk.replace(file, ("generation " + armedIn + "\n").getBytes(StandardCharsets.US_ASCII));
            disk.syncFolder(file.resolveSibling("."));
            written = true;
        }
    }
}
