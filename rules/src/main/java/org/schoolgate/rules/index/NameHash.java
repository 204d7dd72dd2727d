package org.schoolgate.rules.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Keyed 64-bit hashes of names: that of a name is made of its parent's and of its first label, so that one pass from the
 * right gives the keys of a name and of all its parents. Nothing but numbers: all of it stays in registers.
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

    private final long root;
    private final long multiplier;

    NameHash(HashSeed seed) {
        this(spread(seed.first()), spread(seed.second()) | 1);
    }

    NameHash(long root, long multiplier) {
        this.root = root;
        this.multiplier = multiplier;
    }

    /** The key of what is above all names. */
    long root() {
        return root;
    }

    /** Where the last label of what stands between {@code from} and {@code to} begins. */
    static int startOfLabel(byte[] name, int from, int to) {
        int start = to;
        while (start > from) {
            long dots = zeroBytes(chunkBefore(name, start) ^ DOTS);
            if (dots != 0) {
                return Math.max(start - Long.numberOfLeadingZeros(dots) / Byte.SIZE, from);
            }
            start -= CHUNK;
        }
        return from;
    }

    /** The key of a name, by that of its parent and the label, from {@code from} to {@code to}, that it has before it. */
    long below(long parent, byte[] name, int from, int to) {
        long key = parent;
        int end = to;
        while (end - from >= CHUNK) {
            key = mix(key ^ chunkBefore(name, end));
            end -= CHUNK;
        }
        int length = end - from;
        long last = chunkBefore(name, end) >>> Byte.SIZE >>> (CHUNK - 1 - length) * Byte.SIZE;
        return mix(key ^ last ^ (length + 1L) << (CHUNK - 1) * Byte.SIZE);
    }

    /** The key of a whole name. */
    long of(byte[] name, int from, int to) {
        int start = startOfLabel(name, from, to);
        long key = below(root, name, start, to);
        while (start > from) {
            int end = start - 1;
            start = startOfLabel(name, from, end);
            key = below(key, name, start, end);
        }
        return key;
    }

    /** Whether a canonical host is an IPv4 address: no top-level domain is a number. An IPv6 address is but one label. */
    static boolean isIpv4(byte[] name, int from, int to) {
        int i = to - 1;
        while (i >= from && name[i] >= '0' && name[i] <= '9') {
            i--;
        }
        return i < to - 1 && i >= from && name[i] == '.';
    }

    long mix(long value) {
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
