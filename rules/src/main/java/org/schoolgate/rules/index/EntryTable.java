package org.schoolgate.rules.index;

import java.util.Arrays;

/**
 * Entries in primitive arrays: 12 bytes each, and 8 for the key. In the order in which they were added, then in that of their
 * keys.
 */
final class EntryTable {
    private static final int INITIAL = 1 << 16;

    private int[] texts = new int[INITIAL];
    private int[] origins = new int[INITIAL];
    private int[] lines = new int[INITIAL];
    private long[] keys = {};
    private int size;

    /**
     * Adds an entry.
     *
     * @param text its position in the {@link TextSpill}
     * @param origin ordinal of the file and of the scope, as the section SETS has it
     */
    void add(int text, int origin, int line) {
        if (size == texts.length) {
            int capacity = Math.toIntExact(size + (long) size / 2);
            texts = Arrays.copyOf(texts, capacity);
            origins = Arrays.copyOf(origins, capacity);
            lines = Arrays.copyOf(lines, capacity);
        }
        texts[size] = text;
        origins[size] = origin;
        lines[size] = line;
        size++;
    }

    int size() {
        return size;
    }

    int text(int entry) {
        return texts[entry];
    }

    int origin(int entry) {
        return origins[entry];
    }

    int line(int entry) {
        return lines[entry];
    }

    /** Known after {@link #sort}. */
    long key(int entry) {
        return keys[entry];
    }

    /**
     * Takes the keys of all entries and puts the entries into their order; those with the same key stay as they were added. What
     * follows then reads memory from one end to the other, not at random.
     */
    void sort(long[] keysOfAll) {
        keys = keysOfAll;
        int[] order = order();
        keys = inOrder(keys, order);
        texts = inOrder(texts, order);
        origins = inOrder(origins, order);
        lines = inOrder(lines, order);
    }

    private static long[] inOrder(long[] values, int[] order) {
        long[] ordered = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            ordered[i] = values[order[i]];
        }
        return ordered;
    }

    private static int[] inOrder(int[] values, int[] order) {
        int[] ordered = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            ordered[i] = values[order[i]];
        }
        return ordered;
    }

    private int[] order() {
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
