package org.schoolgate.rules.list;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets a fixed number of unpacked bytes through, all files of a source together, then refuses: archives may be bombs. */
final class Budget {
    private final long maxBytes;
    private long left;

    Budget(long maxBytes) {
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    InputStream over(InputStream in) {
        return new Metered(in);
    }

    private void take(long bytes) throws IOException {
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw new ListSourceException("more than " + maxBytes + " bytes when unpacked");
        }
    }

    private final class Metered extends FilterInputStream {
        Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            take(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            take(count);
            return count;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long count = super.skip(bytes);
            take(count);
            return count;
        }
    }
}
