package org.schoolgate.rules.index;

/**
 * Keyed 64-bit hashes of a name and all its parents in one pass from the right: {@link #next} for each character, and
 * {@link #key} wherever a label begins.
 */
final class NameHash {
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long start;
    private final long whitening;

    NameHash(HashSeed seed) {
        this.start = seed.first();
        this.whitening = seed.second();
    }

    long start() {
        return start;
    }

    long next(long state, byte character) {
        return (state ^ character) * FNV_PRIME;
    }

    /** Spreads the state over all bits (the finaliser of MurmurHash3). */
    long key(long state) {
        long h = state ^ whitening;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    long keyOf(byte[] name) {
        long state = start;
        for (int i = name.length - 1; i >= 0; i--) {
            state = next(state, name[i]);
        }
        return key(state);
    }
}
