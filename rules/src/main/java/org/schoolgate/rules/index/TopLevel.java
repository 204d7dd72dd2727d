package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Tells in a bit whether a top-level domain may be listed. Hardly any is, so that look-ups need not ask the table for the
 * first label: a few bits that stay in the nearest cache answer instead.
 */
final class TopLevel {
    private static final int WORDS = 64;

    static final TopLevel NONE = new TopLevel();

    private final long[] bits = new long[WORDS];

    static TopLevel load(IndexFile file) throws IOException {
        TopLevel tops = new TopLevel();
        ByteBuffer keys = file.bytes(SectionType.TOP_LEVEL);
        while (keys.remaining() >= Long.BYTES) {
            long key = keys.getLong();
            tops.bits[word(key)] |= bit(key);
        }
        return tops;
    }

    boolean mayHold(long key) {
        return (bits[word(key)] & bit(key)) != 0;
    }

    private static int word(long key) {
        return (int) key & WORDS - 1;
    }

    private static long bit(long key) {
        return 1L << (key >>> 6);
    }
}
