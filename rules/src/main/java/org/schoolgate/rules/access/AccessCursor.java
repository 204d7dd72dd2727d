package org.schoolgate.rules.access;

import org.jspecify.annotations.Nullable;

/**
 * A place in the segments of a folder, just before one record. It stays right while segments are added, closed and deleted,
 * because none is ever changed before its end.
 *
 * @param frame of that record in its segment, from 0
 * @param line of that record in its frame, from 0
 */
record AccessCursor(SegmentName segment, int frame, int line) {
    static AccessCursor parse(String text) {
        String[] parts = text.split("\\.", -1);
        try {
            if (parts.length == 5) {
                SegmentName segment =
                        new SegmentName(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
                return new AccessCursor(segment, Integer.parseInt(parts[3]), Integer.parseInt(parts[4]));
            }
        } catch (NumberFormatException e) {
            throw unknown(text, e);
        }
        throw unknown(text, null);
    }

    private static IllegalArgumentException unknown(String text, @Nullable Exception cause) {
        return new IllegalArgumentException("cursor: " + text + " (expected: one that came with a page)", cause);
    }

    String text() {
        return segment.gateway() + "." + segment.epoch() + "." + segment.number() + "." + frame + "." + line;
    }
}
