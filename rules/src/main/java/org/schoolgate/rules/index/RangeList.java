package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ranges of one address family: collected while lists are read, then written in their order. */
final class RangeList {
    private final List<AddressRange> ranges = new ArrayList<>();

    void add(AddressRange range) {
        ranges.add(range);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Writes them, without what a list says twice, and joined where too many of a list overlap. */
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
        Map<Integer, OverlapLimit> limits = new HashMap<>();
        for (AddressRange range : ranges) {
            int list = duplicates.ofList(range.origin());
            if (!limits.computeIfAbsent(list, key -> new OverlapLimit(different))
                    .add(range)) {
                duplicates.add(range.origin());
            }
        }
        different.sort(AddressRange.ORDER);
        return different;
    }
}
