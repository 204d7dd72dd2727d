package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the different sets of {@link Origin origins} that names have, in the order in which they are first met. */
final class OriginSets {
    private final Map<IntBuffer, Integer> ordinals = new HashMap<>();
    private final List<int[]> sets = new ArrayList<>();

    /**
     * The ordinal of a set.
     *
     * @param set is copied
     * @throws IOException when there are too many different ones
     */
    int ordinal(IntBuffer set) throws IOException {
        Integer known = ordinals.get(set);
        if (known != null) {
            return known;
        }
        if (sets.size() == Slot.MAX_SETS) {
            throw new IOException("the lists overlap in more than " + Slot.MAX_SETS
                    + " different ways (compile fewer lists into one index)");
        }
        int[] copy = Arrays.copyOfRange(set.array(), set.position(), set.limit());
        ordinals.put(IntBuffer.wrap(copy), sets.size());
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
}
