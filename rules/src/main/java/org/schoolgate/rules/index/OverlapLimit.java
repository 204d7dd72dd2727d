package org.schoolgate.rules.index;

import java.util.List;

/**
 * Takes the ranges of one list in their order, and keeps no more over one address than a look-up should find: one too many
 * makes the range longer that ends last of those that overlap there, so together they hold what they held.
 */
final class OverlapLimit {
    static final int MAX_OVERLAPPING = 64;

    private final List<AddressRange> kept;
    /** Where those are kept that may hold addresses of the next. */
    private final int[] open = new int[MAX_OVERLAPPING];

    private int opened;

    /** @param kept where to put them, those of other lists among them */
    OverlapLimit(List<AddressRange> kept) {
        this.kept = kept;
    }

    /** Whether the range is kept; else others hold all its addresses. */
    boolean add(AddressRange range) {
        closeThoseBefore(range);
        for (int i = 0; i < opened; i++) {
            if (kept.get(open[i]).hasAddressesOf(range)) {
                return false;
            }
        }
        if (opened == MAX_OVERLAPPING) {
            join(range);
            return false;
        }
        open[opened++] = kept.size();
        kept.add(range);
        return true;
    }

    private void closeThoseBefore(AddressRange range) {
        int left = 0;
        for (int i = 0; i < opened; i++) {
            if (!kept.get(open[i]).endsBeforeStartOf(range)) {
                open[left++] = open[i];
            }
        }
        opened = left;
    }

    private void join(AddressRange range) {
        int last = open[0];
        for (int place : open) {
            last = kept.get(last).endsBeforeEndOf(kept.get(place)) ? place : last;
        }
        if (kept.get(last).endsBeforeEndOf(range)) {
            kept.set(last, kept.get(last).upToEndOf(range));
        }
    }
}
