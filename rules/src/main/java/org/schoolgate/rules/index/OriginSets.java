package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the different sets of {@link Origin origins} that names have, in the order in which they are first met. */
final class OriginSets {
    private final Map<Key, Integer> ordinals = new HashMap<>();
    private final List<int[]> sets = new ArrayList<>();

    /**
     * The ordinal of a set.
     *
     * @param set begins with it; is copied
     * @throws IOException when there are too many different ones
     */
    int ordinal(int[] set, int size) throws IOException {
        Integer known = ordinals.get(new Key(set, size));
        if (known != null) {
            return known;
        }
        if (sets.size() == Slot.MAX_SETS) {
            throw new IOException("the lists overlap in more than " + Slot.MAX_SETS
                    + " different ways (compile fewer lists into one index)");
        }
        int[] copy = Arrays.copyOf(set, size);
        ordinals.put(new Key(copy, size), sets.size());
        sets.add(copy);
        return sets.size() - 1;
    }

    Section write(SectionOutput out) throws IOException {
        out.begin();
        for (int[] set : sets) {
            Varint.put(out.room(Varint.MAX_BYTES), set.length);
            for (int origin : set) {
                Varint.put(out.room(Varint.MAX_BYTES), origin);
            }
        }
        return out.end(SectionType.SETS, sets.size());
    }

    private record Key(int[] set, int size) {
        /** The golden ratio, as in multiplicative hashing: most origins end in the same bits. */
        private static final int SPREAD = 0x9e3779b1;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(set, 0, size, key.set, 0, key.size);
        }

        @Override
        public int hashCode() {
            int hash = 0;
            for (int i = 0; i < size; i++) {
                hash = (hash + set[i]) * SPREAD;
            }
            return hash;
        }
    }
}
