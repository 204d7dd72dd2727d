package org.schoolgate.rules.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Keyed 64-bit hashes of a name and all its parents, label by label from the right, in a {@link NameWalk}.
 *
 * <p>A label is taken in chunks of eight characters from its end. What is left of it, seven characters at most, is the
 * last chunk, with their number plus one in its top byte: no character is that small, so that no two names give the same
 * chunks.
 */
final class NameHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final int CHUNK = Long.BYTES;
    private static final long DOTS = 0x2e2e2e2e2e2e2e2eL;
    private static final long LOW_SEVEN_BITS = 0x7f7f7f7f7f7f7f7fL;

    private final long start;
    private final long multiplier;

    NameHash(HashSeed seed) {
        this(spread(seed.first()), spread(seed.second()) | 1);
    }

    NameHash(long start, long multiplier) {
        this.start = start;
        this.multiplier = multiplier;
    }

    /** Puts the walk at the root, above all names. */
    void begin(NameWalk walk, byte[] name, int from, int to) {
        walk.name = name;
        walk.from = from;
        walk.start = to + 1;
        walk.key = start;
    }

    /** Takes one more label into the walk. There must be one: {@code walk.start > walk.from}. */
    void next(NameWalk walk) {
        byte[] name = walk.name;
        int from = walk.from;
        int end = walk.start - 1;
        long key = walk.key;
        while (true) {
            long chunk = chunkBefore(name, end);
            long dots = zeroBytes(chunk ^ DOTS);
            int length = Math.min(Long.numberOfLeadingZeros(dots) / Byte.SIZE, end - from);
            end -= length;
            if (length < CHUNK) {
                long last = chunk >>> Byte.SIZE >>> (CHUNK - 1 - length) * Byte.SIZE;
                walk.key = mix(key ^ last ^ (length + 1L) << (CHUNK - 1) * Byte.SIZE);
                walk.start = end;
                return;
            }
            key = mix(key ^ chunk);
        }
    }

    /** Walks to the name itself. */
    void wholeName(NameWalk walk, byte[] name, int from, int to) {
        begin(walk, name, from, to);
        do {
            next(walk);
        } while (walk.start > from);
    }

    /** Whether a canonical host is an IPv4 address: no top-level domain is a number. An IPv6 address is but one label. */
    static boolean isIpv4(byte[] name, int from, int to) {
        int i = to - 1;
        while (i >= from && name[i] >= '0' && name[i] <= '9') {
            i--;
        }
        return i < to - 1 && i >= from && name[i] == '.';
    }

    private long mix(long value) {
        return Math.multiplyHigh(value, multiplier) ^ value * multiplier;
    }

    /** The eight bytes before {@code end}, the last one on top; zeros where the array begins too late. */
    private static long chunkBefore(byte[] name, int end) {
        if (end >= CHUNK) {
            return (long) LONGS.get(name, end - CHUNK);
        }
        long chunk = 0;
        for (int i = 0; i < end; i++) {
            chunk |= (name[i] & 0xffL) << (CHUNK - end + i) * Byte.SIZE;
        }
        return chunk;
    }

    /** The top bit of each byte that is zero, and no other bit. */
    private static long zeroBytes(long value) {
        return ~((value & LOW_SEVEN_BITS) + LOW_SEVEN_BITS | value | LOW_SEVEN_BITS);
    }

    /** Any number, 1 too, becomes one of as many ones as zeros (the finaliser of SplitMix64). */
    private static long spread(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
