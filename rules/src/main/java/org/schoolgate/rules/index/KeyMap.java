package org.schoolgate.rules.index;

/**
 * From keys, which are hashes already, to ordinals that are not negative; remembers which keys were met again. Open addressing
 * with linear probing, up to two thirds full.
 */
final class KeyMap {
    static final int NONE = -1;

    private static final int MET = Integer.MIN_VALUE;

    private long[] keys = new long[1 << 10];
    /** The ordinal plus one, and {@link #MET}; zero where there is no key. */
    private int[] values = new int[1 << 10];

    private int size;

    void put(long key, int ordinal) {
        if (3L * size >= 2L * keys.length) {
            grow();
        }
        int slot = slot(key);
        size += values[slot] == 0 ? 1 : 0;
        keys[slot] = key;
        values[slot] = ordinal + 1;
    }

    /** The ordinal of the key, which is met from now on; {@link #NONE} where it is not there. */
    int meet(long key) {
        int slot = slot(key);
        if (values[slot] == 0) {
            return NONE;
        }
        values[slot] |= MET;
        return (values[slot] & ~MET) - 1;
    }

    boolean isMet(long key) {
        return (values[slot(key)] & MET) != 0;
    }

    /** Where the key is or belongs. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (values[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[Math.multiplyExact(oldKeys.length, 2)];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
