package org.schoolgate.rules.access;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Disk;

/**
 * Reads the segments of one gateway in the order in which they were written, and each time goes on where it stopped, so that
 * it can follow a gateway at work. Takes some MiB; what retention deletes before it is read is passed over. Not thread-safe.
 */
public final class AccessFollower {
    /** The clock of a gateway may have been set back by so much. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final Disk disk;
    private final Path folder;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    /** The segment that was read last, and up to where; null before the first. */
    private @Nullable SegmentName last;

    private long offset;
    private boolean isPastTheEnd;
    private int damaged;

    /**
     * @param from of the records, inclusive; null for all
     * @param to exclusive; null for no end
     */
    public AccessFollower(Disk disk, Path folder, @Nullable Instant from, @Nullable Instant to) {
        this.disk = disk;
        this.folder = folder;
        this.from = from;
        this.to = to;
    }

    /** Hands on what has been written since the last call. */
    public void read(Consumer<AccessRecord> records) throws IOException {
        Set<Path> files = Set.copyOf(disk.list(folder));
        TreeSet<SegmentName> segments = new TreeSet<>();
        files.forEach(file -> SegmentName.of(file).ifPresent(segments::add));
        for (SegmentName segment : last == null ? segments : segments.tailSet(last, true)) {
            if (!isPastTheEnd && !isBeforeWanted(segment, files)) {
                read(segment, records, files.contains(segment.openFile(folder)));
            }
        }
    }

    /** Whether nothing that comes can be wanted any more. */
    public boolean isPastTheEnd() {
        return isPastTheEnd;
    }

    /** Frames and lines that could not be read so far. */
    public int damaged() {
        return damaged;
    }

    /** A closed segment was written to last when its last records ended. */
    private boolean isBeforeWanted(SegmentName segment, Set<Path> files) throws IOException {
        Path closed = segment.closedFile(folder);
        if (from == null || !files.contains(closed)) {
            return false;
        }
        try {
            return disk.modified(closed).isBefore(from.minus(CLOCK_TOLERANCE));
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private void read(SegmentName segment, Consumer<AccessRecord> records, boolean isOpen) throws IOException {
        if (!segment.equals(last)) {
            last = segment;
            offset = 0;
        }
        try (FrameReader frames = new FrameReader(segment.read(disk, folder))) {
            long end = frames.fileBytes();
            while (offset < end && !isPastTheEnd) {
                FrameReader.Frame frame = frames.frameAt(offset);
                offset = frame.end();
                read(linesOf(frames, frame), records);
            }
        } catch (NoSuchFileException e) {
            // Deleted by retention since the folder was listed.
        } catch (IOException notWhole) {
            if (!isOpen) {
                damaged++;
                offset = Long.MAX_VALUE;
            }
        }
    }

    private FrameLines linesOf(FrameReader frames, FrameReader.Frame frame) {
        try {
            return new FrameLines(frames.contentOf(frame));
        } catch (IOException e) {
            damaged++;
            return FrameLines.NONE;
        }
    }

    private void read(FrameLines lines, Consumer<AccessRecord> records) {
        for (int i = 0; i < lines.count(); i++) {
            try {
                offer(lines.record(i), records);
            } catch (IOException e) {
                damaged++;
            }
        }
    }

    private void offer(AccessRecord record, Consumer<AccessRecord> records) {
        if (to != null && !record.time().isBefore(to)) {
            isPastTheEnd |= record.time().isAfter(to.plus(CLOCK_TOLERANCE));
        } else if (from == null || !record.time().isBefore(from)) {
            records.accept(record);
        }
    }
}
