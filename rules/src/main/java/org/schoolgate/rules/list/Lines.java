package org.schoolgate.rules.list;

import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream, one at a time, in memory that does not depend on their length. */
final class Lines {
    static final int MAX_LINE = 4096;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private int number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        int b = read();
        if (b < 0) {
            return false;
        }
        number++;
        while (b >= 0 && b != '\n') {
            if (length < MAX_LINE) {
                line[length] = (byte) b;
            }
            length = Math.min(length + 1, MAX_LINE + 1);
            b = read();
        }
        return true;
    }

    /** Without white space around it; only the start of a line that is too long. */
    String text() {
        return Text.decode(line, Math.min(length, MAX_LINE));
    }

    boolean isTooLong() {
        return length > MAX_LINE;
    }

    /** Counted from 1. */
    int number() {
        return number;
    }

    private int read() throws IOException {
        if (position == limit) {
            position = 0;
            do {
                limit = in.read(buffer, 0, buffer.length);
            } while (limit == 0);
        }
        return position < limit ? buffer[position++] & 0xff : -1;
    }
}
