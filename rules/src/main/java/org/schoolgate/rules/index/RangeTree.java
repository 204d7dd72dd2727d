package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The ranges of one address family. Finds all that hold an address, however they overlap: those found, each in
 * O(log of the number of ranges) at most.
 */
final class RangeTree {
    /*
     * Sorted by their first addresses; the middle one of any part is the root of that part. What holds an address begins at it
     * or before it, and is not in a part whose greatest last address is before it.
     */
    private final AddressRange[] ranges;
    /** Of each root, the range of its part that ends last. */
    private final AddressRange[] lasts;

    private RangeTree(AddressRange[] ranges) {
        this.ranges = ranges;
        this.lasts = new AddressRange[ranges.length];
        if (ranges.length > 0) {
            buildLasts(0, ranges.length);
        }
    }

    /** Of no range when the file has no such section. */
    static RangeTree load(IndexFile file, SectionType section, ListTable lists) throws IOException {
        if (!file.has(section)) {
            return new RangeTree(new AddressRange[0]);
        }
        ByteBuffer rows = file.bytes(section);
        if (rows.remaining() != file.count(section) * AddressRange.BYTES) {
            throw new IndexFormatException("damaged: section " + section + " of " + rows.remaining() + " bytes for "
                    + file.count(section) + " ranges");
        }
        AddressRange[] ranges = new AddressRange[rows.remaining() / AddressRange.BYTES];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = AddressRange.get(rows, section == SectionType.IP4);
            lists.checked(ranges[i].origin(), section);
        }
        return new RangeTree(ranges);
    }

    /** All of them, by their first addresses. */
    List<AddressRange> ranges() {
        return List.of(ranges);
    }

    /** Those that hold the address, the narrowest first. */
    List<AddressRange> find(byte[] address) {
        List<AddressRange> found = new ArrayList<>();
        find(0, ranges.length, AddressRange.high(address), AddressRange.low(address), found);
        found.sort(AddressRange.NARROWEST);
        return found;
    }

    /** @throws IndexFormatException unless each is found by both its ends */
    void check() throws IndexFormatException {
        for (int i = 0; i < ranges.length; i++) {
            AddressRange range = ranges[i];
            if (!isFound(i, range.firstHigh(), range.firstLow()) || !isFound(i, range.lastHigh(), range.lastLow())) {
                throw new IndexFormatException("self-check: \"" + range.text() + "\" is not found");
            }
        }
    }

    /** Whether {@link #find} comes by the range there when it looks for that address. O(log of their number). */
    private boolean isFound(int place, long high, long low) {
        int from = 0;
        int to = ranges.length;
        while (true) {
            int root = from + to >>> 1;
            if (lasts[root].endsBefore(high, low) || place >= root && ranges[root].beginsBehind(high, low)) {
                return false;
            }
            if (place == root) {
                return !ranges[root].endsBefore(high, low);
            }
            from = place > root ? root + 1 : from;
            to = place > root ? to : root;
        }
    }

    private void find(int from, int to, long high, long low, List<AddressRange> found) {
        int root = from + to >>> 1;
        if (from == to || lasts[root].endsBefore(high, low)) {
            return;
        }
        find(from, root, high, low, found);
        if (!ranges[root].beginsBehind(high, low)) {
            if (!ranges[root].endsBefore(high, low)) {
                found.add(ranges[root]);
            }
            find(root + 1, to, high, low, found);
        }
    }

    private AddressRange buildLasts(int from, int to) {
        int root = from + to >>> 1;
        AddressRange last = ranges[root];
        if (from < root) {
            last = last.endingLast(buildLasts(from, root));
        }
        if (root + 1 < to) {
            last = last.endingLast(buildLasts(root + 1, to));
        }
        lasts[root] = last;
        return last;
    }
}
