package org.schoolgate.rules.list;

import java.util.ArrayList;
import java.util.List;

/** Lines from all over a file: at most a thousand, at even distances. */
final class LineSample {
    private static final int MAX = 1000;

    private final List<String> lines = new ArrayList<>();
    private long seen;
    private long stride = 1;

    void add(String line) {
        if (seen++ % stride != 0) {
            return;
        }
        if (lines.size() == MAX) {
            thin();
        }
        if ((seen - 1) % stride == 0) {
            lines.add(line);
        }
    }

    /** Keeps every second one. */
    private void thin() {
        for (int i = 0; i < MAX / 2; i++) {
            lines.set(i, lines.get(2 * i));
        }
        lines.subList(MAX / 2, MAX).clear();
        stride *= 2;
    }

    List<String> lines() {
        return lines;
    }

    /** Whether there were more lines than are kept. */
    boolean isThinned() {
        return stride > 1;
    }
}
