package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The ranges of one address family: collected while lists are read, then written in their order. */
final class RangeList {
    private final List<AddressRange> ranges = new ArrayList<>();

    void add(AddressRange range) {
        ranges.add(range);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Writes them, without what a list says twice. */
    Section write(SectionType type, SectionOutput out, Duplicates duplicates) throws IOException {
        List<AddressRange> different = different(duplicates);
        out.begin();
        for (AddressRange range : different) {
            range.put(out.room(AddressRange.BYTES));
        }
        return out.end(type, different.size());
    }

    private List<AddressRange> different(Duplicates duplicates) {
        ranges.sort(AddressRange.ORDER);
        List<AddressRange> different = new ArrayList<>(ranges.size());
        for (AddressRange range : ranges) {
            if (isIn(different, range, duplicates)) {
                duplicates.add(range.origin());
            } else {
                different.add(range);
            }
        }
        return different;
    }

    private static boolean isIn(List<AddressRange> sorted, AddressRange range, Duplicates lists) {
        for (int i = sorted.size() - 1; i >= 0 && sorted.get(i).hasAddressesOf(range); i--) {
            if (lists.areAlike(sorted.get(i).origin(), range.origin())) {
                return true;
            }
        }
        return false;
    }
}
