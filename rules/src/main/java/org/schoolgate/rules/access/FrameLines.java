package org.schoolgate.rules.access;

import java.io.IOException;
import java.util.Arrays;

/** The lines of one expanded frame, found once so that they can be read backwards. */
final class FrameLines {
    static final FrameLines NONE = new FrameLines(new byte[0]);

    private final byte[] content;
    private int[] ends = new int[64];
    private int count;

    FrameLines(byte[] content) {
        this.content = content;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                addEnd(i);
            }
        }
    }

    private void addEnd(int end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = end;
    }

    int count() {
        return count;
    }

    /**
     * The record in a line.
     *
     * @throws IOException when there is none
     */
    AccessRecord record(int line) throws IOException {
        int start = line == 0 ? 0 : ends[line - 1] + 1;
        return AccessRecordReader.read(content, start, ends[line] - start);
    }
}
