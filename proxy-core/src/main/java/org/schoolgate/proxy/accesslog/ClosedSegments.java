package org.schoolgate.proxy.accesslog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.disk.Disk;

/**
 * The closed segments in a folder: how many bytes they have, and which is the oldest. A year may have half a million, so the
 * folder is read when it must be and not each time, and only the names of the oldest are kept.
 */
final class ClosedSegments {
    private static final int KEPT_NAMES = 1_000;

    private final Disk disk;
    private final Path folder;
    private final Deque<Path> oldest = new ArrayDeque<>();
    private boolean isRead;
    /** Whether there are newer ones than those of which the names are kept. */
    private boolean hasMore;

    private long bytes;

    ClosedSegments(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** Null when there is none. */
    @Nullable
    Path oldest() throws IOException {
        readUnlessKnown();
        return oldest.peek();
    }

    /** Of all of them. */
    long bytes() throws IOException {
        readUnlessKnown();
        return bytes;
    }

    /** Takes note of one that is newer than all others. */
    void add(Path closed) throws IOException {
        if (!isRead) {
            return;
        }
        bytes += disk.size(closed);
        if (hasMore || oldest.size() == KEPT_NAMES) {
            hasMore = true;
        } else {
            oldest.add(closed);
        }
    }

    void deleteOldest() throws IOException {
        Path file = oldest.remove();
        bytes -= disk.size(file);
        disk.delete(file);
    }

    /** Has the folder read the next time: others have changed it. */
    void forget() {
        isRead = false;
    }

    private void readUnlessKnown() throws IOException {
        if (!isRead || oldest.isEmpty() && hasMore) {
            read();
        }
    }

    private void read() throws IOException {
        List<Path> all = list();
        bytes = 0;
        for (Path segment : all) {
            bytes += disk.size(segment);
        }
        oldest.clear();
        oldest.addAll(all.subList(0, Math.min(all.size(), KEPT_NAMES)));
        hasMore = all.size() > KEPT_NAMES;
        isRead = true;
    }

    /** The oldest first. */
    private List<Path> list() throws IOException {
        record Segment(SegmentName name, Path file) {}
        return disk.list(folder).stream()
                .filter(file -> !SegmentName.isOpen(file))
                .flatMap(file -> SegmentName.of(file).map(name -> new Segment(name, file)).stream())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .map(Segment::file)
                .toList();
    }
}
