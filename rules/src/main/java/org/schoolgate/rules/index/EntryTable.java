package org.schoolgate.rules.index;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Entries in the order in which they were read, in primitive arrays: 12 bytes each, and 8 for the key. */
final class EntryTable {
    private static final int INITIAL = 1 << 16;
    private static final int MAX_NAME = 255;

    private int[] names = new int[INITIAL];
    private int[] origins = new int[INITIAL];
    private int[] lines = new int[INITIAL];
    private long[] keys = {};
    private int size;

    /**
     * Adds an entry.
     *
     * @param name its position in the {@link NameSpill}
     * @param origin ordinal of the file and of the scope, as the section SETS has it
     */
    void add(int name, int origin, int line) {
        if (size == names.length) {
            int capacity = Math.toIntExact(size + (long) size / 2);
            names = Arrays.copyOf(names, capacity);
            origins = Arrays.copyOf(origins, capacity);
            lines = Arrays.copyOf(lines, capacity);
        }
        names[size] = name;
        origins[size] = origin;
        lines[size] = line;
        size++;
    }

    int size() {
        return size;
    }

    int name(int entry) {
        return names[entry];
    }

    int origin(int entry) {
        return origins[entry];
    }

    int line(int entry) {
        return lines[entry];
    }

    /** Known after {@link #hash}. */
    long key(int entry) {
        return keys[entry];
    }

    /**
     * Gives each entry its key.
     *
     * @param parents takes the keys of all parents of the names, but for top-level domains
     * @param tops takes the keys of names of one label
     */
    void hash(NameHash hash, ByteBuffer spill, KeySet parents, KeySet tops) {
        keys = new long[size];
        byte[] name = new byte[MAX_NAME];
        for (int entry = 0; entry < size; entry++) {
            int length = spill.get(names[entry]) & 0xff;
            spill.get(names[entry] + 1, name, 0, length);
            keys[entry] = NameHash.isIpv4(name, 0, length)
                    ? hash.of(name, 0, length)
                    : hashWithParents(hash, name, length, parents, tops);
        }
    }

    private static long hashWithParents(NameHash hash, byte[] name, int length, KeySet parents, KeySet tops) {
        int start = NameHash.startOfLabel(name, 0, length);
        long key = hash.below(hash.root(), name, start, length);
        if (start == 0) {
            tops.add(key);
        }
        while (start > 0) {
            int end = start - 1;
            start = NameHash.startOfLabel(name, 0, end);
            key = hash.below(key, name, start, end);
            if (start > 0) {
                parents.add(key);
            }
        }
        return key;
    }

    /** The entries by key, then as they were added. */
    int[] sorted() {
        int lowBits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
        long lowMask = (1L << lowBits) - 1;
        // The high bits of the key and the entry itself in one long: sorted without objects.
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = (keys[i] & ~lowMask) | i;
        }
        Arrays.sort(order);
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = (int) (order[i] & lowMask);
        }
        sortByLowBits(sorted);
        return sorted;
    }

    /** By insertion: hardly any is out of its place, and then by little. */
    private void sortByLowBits(int[] sorted) {
        for (int i = 1; i < size; i++) {
            int entry = sorted[i];
            int place = i;
            while (place > 0 && keys[sorted[place - 1]] > keys[entry]) {
                sorted[place] = sorted[place - 1];
                place--;
            }
            sorted[place] = entry;
        }
    }
}
