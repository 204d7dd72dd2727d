package org.schoolgate.rules.index;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The sets of {@link Origin origins} that names have, as {@link OriginSets} numbered them. */
final class OriginTable {
    /** All sets, one behind the other. */
    private final int[] origins;
    /** Where each begins, and the end of the last. */
    private final int[] starts;

    private OriginTable(int[] origins, int[] starts) {
        this.origins = origins;
        this.starts = starts;
    }

    static OriginTable decode(ByteBuffer section, long count, ListTable lists) throws IndexFormatException {
        // A set is its size and its members, each of one byte at least.
        int[] origins = new int[section.remaining()];
        int[] starts = new int[(int) Math.min(count, section.remaining()) + 1];
        int end = 0;
        try {
            for (int set = 0; set < count; set++) {
                for (int left = Varint.get(section); left > 0; left--) {
                    origins[end++] = lists.checked(Varint.get(section), SectionType.SETS);
                }
                starts[set + 1] = end;
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IndexFormatException("damaged: section SETS (" + e + ")");
        }
        return new OriginTable(Arrays.copyOf(origins, end), starts);
    }

    int count() {
        return starts.length - 1;
    }

    int size(int set) {
        return starts[set + 1] - starts[set];
    }

    int origin(int set, int member) {
        return origins[starts[set] + member];
    }
}
