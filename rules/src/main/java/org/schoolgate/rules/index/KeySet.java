package org.schoolgate.rules.index;

import java.util.Arrays;

/** Different keys out of many that are the same: sorted and thinned out whenever the array is full. */
final class KeySet {
    private long[] keys = new long[1 << 16];
    private int size;

    void add(long key) {
        if (size == keys.length) {
            thinOut();
            if (size > keys.length / 2) {
                keys = Arrays.copyOf(keys, Math.multiplyExact(keys.length, 2));
            }
        }
        keys[size++] = key;
    }

    /** In ascending order. */
    long[] sorted() {
        thinOut();
        return Arrays.copyOf(keys, size);
    }

    private void thinOut() {
        Arrays.sort(keys, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || keys[i] != keys[kept - 1]) {
                keys[kept++] = keys[i];
            }
        }
        size = kept;
    }
}
