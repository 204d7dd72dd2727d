package org.schoolgate.rules.index;

import java.nio.ByteBuffer;

/** Numbers in as few bytes as they need: seven bits a byte, the low ones first, the eighth set on all but the last. */
final class Varint {
    /** What an int takes at most. */
    static final int MAX_BYTES = 5;

    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 0x7f;

    private Varint() {}

    static int get(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (b & SEVEN_BITS) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    static void put(ByteBuffer out, int value) {
        int rest = value;
        while ((rest & ~SEVEN_BITS) != 0) {
            out.put((byte) (rest | MORE));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }
}
