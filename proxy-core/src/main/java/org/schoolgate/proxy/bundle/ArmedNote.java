package org.schoolgate.proxy.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.disk.Disk;

/**
 * That this gateway has seen the locked slot armed: true from that moment, and noted on its disk for good. Neither an older
 * bundle nor a new one without a locked list takes it back. Confined to one thread at a time.
 */
final class ArmedNote {
    private final Disk disk;
    private final Path file;
    private boolean written;
    private @Nullable Generation seenIn;

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

    /** Whether the slot was seen armed, be that on the disk yet or not. */
    boolean isArmed() {
        return written || seenIn != null;
    }

    /** Whether the slot was seen armed, and that is not on the disk yet. */
    boolean isDue() {
        return !written && seenIn != null;
    }

    /** Remembers it; {@link #write} brings it to the disk. */
    void see(Generation armed) {
        if (seenIn == null) {
            seenIn = armed;
        }
    }

    /** Writes what is due; when this returns it is on the disk. */
    void write() throws IOException {
        disk.replace(file, ("generation " + seenIn + "\n").getBytes(StandardCharsets.US_ASCII));
        disk.syncFolder(file.resolveSibling("."));
        written = true;
    }
}
