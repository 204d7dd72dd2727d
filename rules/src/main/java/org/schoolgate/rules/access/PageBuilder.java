package org.schoolgate.rules.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page in the making: goes backwards through segments until it is full or has read as much as one page may. */
final class PageBuilder {
    /** Records stand in the order of writing; the clock may have been set back by so much within it. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private static final long MAX_READ_BYTES = 256L * 1024 * 1024;

    private final AccessQuery query;
    private final int limit;
    private final List<AccessRecord> records = new ArrayList<>();
    private @Nullable AccessCursor next;
    private boolean complete;
    private long readBytes;
    private int damaged;

    PageBuilder(AccessQuery query, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1 or more)");
        }
        this.query = query;
        this.limit = limit;
    }

    /** Whether older segments need not be searched. */
    boolean isComplete() {
        return complete;
    }

    AccessPage build() {
        return new AccessPage(records, next == null ? null : next.text(), damaged);
    }

    /**
     * Goes backwards through one segment, from its end or from {@code before}.
     *
     * @param open whether the segment may just be written to, so that its last frame need not be whole
     */
    void search(SegmentName segment, boolean open, FrameReader reader, @Nullable AccessCursor before)
            throws IOException {
        List<FrameReader.Frame> frames = framesOf(reader, open);
        if (frames.isEmpty() || beginsAfterWanted(reader, frames.get(0))) {
            return;
        }
        int last = before == null ? frames.size() - 1 : Math.min(before.frame(), frames.size() - 1);
        for (int i = last; i >= 0 && !complete; i--) {
            int end = before != null && i == before.frame() ? before.line() : Integer.MAX_VALUE;
            search(segment, i, end, linesOf(reader, frames.get(i)));
        }
    }

    private List<FrameReader.Frame> framesOf(FrameReader reader, boolean open) throws IOException {
        List<FrameReader.Frame> frames = new ArrayList<>();
        long bytes = reader.fileBytes();
        try {
            for (long end = 0; end < bytes; end = frames.get(frames.size() - 1).end()) {
                frames.add(reader.frameAt(end));
            }
        } catch (IOException notWhole) {
            damaged += open ? 0 : 1;
        }
        return frames;
    }

    private boolean beginsAfterWanted(FrameReader reader, FrameReader.Frame first) {
        Instant to = query.to();
        if (to == null) {
            return false;
        }
        FrameLines lines = linesOf(reader, first);
        AccessRecord record = lines.count() == 0 ? null : read(lines, 0);
        return record != null && record.time().isAfter(to.plus(CLOCK_TOLERANCE));
    }

    private FrameLines linesOf(FrameReader reader, FrameReader.Frame frame) {
        try {
            byte[] content = reader.contentOf(frame);
            readBytes += content.length;
            return new FrameLines(content);
        } catch (IOException e) {
            damaged++;
            return FrameLines.NONE;
        }
    }

    private void search(SegmentName segment, int frame, int end, FrameLines lines) {
        for (int i = Math.min(end, lines.count()) - 1; i >= 0; i--) {
            AccessRecord record = read(lines, i);
            if (record == null) {
                continue;
            }
            if (isBeforeWanted(record)) {
                complete = true;
                return;
            }
            if (query.matches(record)) {
                records.add(record);
            }
            if (records.size() == limit) {
                endAt(new AccessCursor(segment, frame, i));
                return;
            }
        }
        if (readBytes > MAX_READ_BYTES) {
            endAt(new AccessCursor(segment, frame, 0));
        }
    }

    private void endAt(AccessCursor cursor) {
        next = cursor;
        complete = true;
    }

    private boolean isBeforeWanted(AccessRecord record) {
        Instant from = query.from();
        return from != null && record.time().isBefore(from.minus(CLOCK_TOLERANCE));
    }

    private @Nullable AccessRecord read(FrameLines lines, int i) {
        try {
            return lines.record(i);
        } catch (IOException e) {
            damaged++;
            return null;
        }
    }
}
