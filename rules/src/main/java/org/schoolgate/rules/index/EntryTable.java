package org.schoolgate.rules.index;

import java.util.Arrays;
import java.util.Comparator;

/** Entries in the order in which they were read, in primitive arrays: 20 bytes each. */
final class EntryTable {
    private static final int INITIAL = 1 << 16;

    private long[] keys = new long[INITIAL];
    private int[] names = new int[INITIAL];
    private int[] origins = new int[INITIAL];
    private int[] lines = new int[INITIAL];
    private int size;

    /**
     * Adds an entry.
     *
     * @param name its position in the {@link NameSpill}
     * @param origin ordinal of the file and of the scope, as the section HOST_COLD has it
     */
    void add(long key, int name, int origin, int line) {
        if (size == keys.length) {
            int capacity = Math.toIntExact(size + (long) size / 2);
            keys = Arrays.copyOf(keys, capacity);
            names = Arrays.copyOf(names, capacity);
            origins = Arrays.copyOf(origins, capacity);
            lines = Arrays.copyOf(lines, capacity);
        }
        keys[size] = key;
        names[size] = name;
        origins[size] = origin;
        lines[size] = line;
        size++;
    }

    int size() {
        return size;
    }

    long key(int entry) {
        return keys[entry];
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

    /**
     * The entries by key, then by name, then as they were added.
     *
     * @param byName orders two entries by their names
     */
    int[] sorted(Comparator<Integer> byName) {
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
        sortRunsOfEqualHighBits(sorted, ~lowMask, byName);
        return sorted;
    }

    private void sortRunsOfEqualHighBits(int[] sorted, long highMask, Comparator<Integer> byName) {
        Comparator<Integer> byKey = Comparator.comparingLong(entry -> keys[entry]);
        Comparator<Integer> whole = byKey.thenComparing(byName).thenComparing(Comparator.naturalOrder());
        int start = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || ((keys[sorted[i]] ^ keys[sorted[start]]) & highMask) != 0) {
                if (i - start > 1) {
                    sortRun(sorted, start, i, whole);
                }
                start = i;
            }
        }
    }

    private static void sortRun(int[] sorted, int start, int end, Comparator<Integer> order) {
        int[] run = Arrays.stream(sorted, start, end)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(run, 0, sorted, start, run.length);
    }
}
