package org.schoolgate.proxy.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.event.EventId;

/**
 * Gives each blocked exchange its number. Only the epoch is on disk, one more at each start, so that counting costs nothing
 * and no number is ever given twice. Thread-safe.
 */
public final class EventIds {
    private static final String FILE = "epoch";
    private static final int MAX_BYTES = 32;

    private final int gateway;
    private final long epoch;
    private final AtomicLong sequence = new AtomicLong();

    private EventIds(int gateway, long epoch) {
        this.gateway = gateway;
        this.epoch = epoch;
    }

    /**
     * Begins the next epoch; it is on the disk before this returns.
     *
     * @param folder of the outbox; made when it is not there
     * @param accessFolder of the access log: its segments tell of earlier epochs where the outbox was lost
     * @throws IOException when the epoch cannot be read or written: without one no exchange could be told from another
     */
    public static EventIds open(Disk disk, Path folder, Path accessFolder, int gateway) throws IOException {
        disk.makeFolder(folder);
        Path file = folder.resolve(FILE);
        long inUse = Math.max(newestSpooled(disk, folder), newestLogged(disk, accessFolder));
        long epoch = Math.max(stored(disk, file), inUse) + 1;
        disk.replace(file, Long.toString(epoch).getBytes(US_ASCII));
        return new EventIds(gateway, epoch);
    }

    private static long stored(Disk disk, Path file) throws IOException {
        try {
            return Long.parseLong(new String(disk.readAll(file, MAX_BYTES), US_ASCII).strip());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) {
            throw new IOException(file + ": " + e.getMessage() + " (expected: a number)", e);
        }
    }

    private static long newestSpooled(Disk disk, Path folder) throws IOException {
        return disk.list(folder).stream()
                .flatMap(file -> SpoolName.of(file).stream())
                .mapToLong(SpoolName::epoch)
                .max()
                .orElse(0);
    }

    private static long newestLogged(Disk disk, Path folder) throws IOException {
        return disk.list(folder).stream()
                .flatMap(file -> SegmentName.of(file).stream())
                .mapToLong(SegmentName::epoch)
                .max()
                .orElse(0);
    }

    /** Of this start of the gateway. */
    public long epoch() {
        return epoch;
    }

    public EventId next() {
        return new EventId(gateway, epoch, sequence.incrementAndGet());
    }
}
