package org.schoolgate.rules.access;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Disk;

/**
 * Finds access records in the segments of a folder, also while they are written: newest first, in the order in which they
 * were written. Keeps nothing between calls and takes some MiB during one; thread-safe.
 */
public final class AccessSearch {
    private final Disk disk;
    private final Path folder;

    public AccessSearch(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /**
     * The newest records that match.
     *
     * @param limit how many at most, 1 or more
     * @param cursor {@link AccessPage#next} of the page before, or null for the first
     * @throws IllegalArgumentException when the cursor came from elsewhere
     */
    public AccessPage newestFirst(AccessQuery query, int limit, @Nullable String cursor) throws IOException {
        AccessCursor before = cursor == null ? null : AccessCursor.parse(cursor);
        PageBuilder page = new PageBuilder(query, limit);
        for (SegmentName segment : newestFirst()) {
            if (before != null && segment.compareTo(before.segment()) > 0) {
                continue;
            }
            search(segment, before != null && segment.equals(before.segment()) ? before : null, page);
            if (page.isComplete()) {
                break;
            }
        }
        return page.build();
    }

    private List<SegmentName> newestFirst() throws IOException {
        return disk.list(folder).stream()
                .flatMap(file -> SegmentName.of(file).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private void search(SegmentName segment, @Nullable AccessCursor before, PageBuilder page) throws IOException {
        try (FrameReader frames = new FrameReader(disk.read(segment.openFile(folder)))) {
            page.search(segment, true, frames, before);
        } catch (NoSuchFileException e) {
            searchClosed(segment, before, page);
        }
    }

    private void searchClosed(SegmentName segment, @Nullable AccessCursor before, PageBuilder page) throws IOException {
        try (FrameReader frames = new FrameReader(disk.read(segment.closedFile(folder)))) {
            page.search(segment, false, frames, before);
        } catch (NoSuchFileException e) {
            // Deleted by retention since the folder was listed.
        }
    }
}
