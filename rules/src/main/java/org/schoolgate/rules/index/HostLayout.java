package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Optional;

/**
 * All names in the order of their keys, each with a slot and a set: joins the entries of equal names, and drops what one
 * list says twice. Different lists, and different effects and scopes in one list, stay apart.
 */
final class HostLayout {

    private final EntryTable entries;
    private final ByteBuffer names;
    private final int[] listOfFile;
    private final long[] duplicates;
    private final int[] set;
    private final OriginSets sets = new OriginSets();

    private final int[] order;
    private final long[] markers;
    private final long[] tops;
    private final LineTableBuilder table;
    private int kept;

    private HostLayout(EntryTable entries, ByteBuffer names, NameHash hash, int[] listOfFile, int lists) {
        this.entries = entries;
        this.names = names;
        this.listOfFile = listOfFile;
        this.duplicates = new long[lists];
        this.set = new int[lists * Origin.KINDS];
        KeySet parents = new KeySet();
        KeySet topLevel = new KeySet();
        entries.hash(hash, names, parents, topLevel);
        this.markers = parents.sorted();
        this.tops = topLevel.sorted();
        this.order = entries.sorted();
        this.table = new LineTableBuilder(keys());
    }

    /**
     * Lays out the names.
     *
     * @param listOfFile the ordinal of each file's list
     * @return nothing when two names cannot be told apart under this hash
     */
    static Optional<HostLayout> of(EntryTable entries, ByteBuffer names, NameHash hash, int[] listOfFile, int lists)
            throws IOException {
        HostLayout layout = new HostLayout(entries, names, hash, listOfFile, lists);
        return layout.fill() ? Optional.of(layout) : Optional.empty();
    }

    LineTableBuilder table() {
        return table;
    }

    /** The keys of listed names of one label, in ascending order. */
    long[] tops() {
        return tops;
    }

    OriginSets sets() {
        return sets;
    }

    /** How many entries are kept; {@link #entry} numbers them in the order of their names' slots. */
    int kept() {
        return kept;
    }

    int entry(int number) {
        return order[number];
    }

    /** How many entries each list had twice. */
    long[] duplicates() {
        return duplicates.clone();
    }

    /** Names and markers together. */
    private int keys() {
        int count = markers.length;
        int marker = 0;
        for (int i = 0; i < order.length; i = endOfKey(i)) {
            long key = entries.key(order[i]);
            while (marker < markers.length && markers[marker] < key) {
                marker++;
            }
            count += marker < markers.length && markers[marker] == key ? 0 : 1;
        }
        return count;
    }

    private boolean fill() throws IOException {
        int marker = 0;
        int end;
        for (int start = 0; start < order.length; start = end) {
            end = endOfKey(start);
            long key = entries.key(order[start]);
            for (; marker < markers.length && markers[marker] < key; marker++) {
                if (!table.add(markers[marker], 0, Slot.DEEP)) {
                    return false;
                }
            }
            boolean deep = marker < markers.length && markers[marker] == key;
            marker += deep ? 1 : 0;
            if (!addName(key, start, end, deep ? Slot.DEEP : 0)) {
                return false;
            }
        }
        return addMarkersFrom(marker);
    }

    private boolean addMarkersFrom(int first) {
        for (int marker = first; marker < markers.length; marker++) {
            if (!table.add(markers[marker], 0, Slot.DEEP)) {
                return false;
            }
        }
        return true;
    }

    private boolean addName(long key, int start, int end, long deep) throws IOException {
        int firstKept = kept;
        long flags = deep;
        for (int i = start; i < end; i++) {
            int entry = order[i];
            if (compareNames(entry, order[start]) != 0) {
                return false;
            }
            if (isKept(firstKept, entry)) {
                duplicates[listOf(entry)]++;
            } else {
                order[kept++] = entry;
                flags |= flagsOf(entries.origin(entry));
            }
        }
        return table.add(key, setOf(firstKept), flags);
    }

    private int endOfKey(int start) {
        int end = start + 1;
        while (end < order.length && entries.key(order[end]) == entries.key(order[start])) {
            end++;
        }
        return end;
    }

    /** Whether one of the entries kept has the list, the effect and the scope of that one. */
    private boolean isKept(int first, int entry) {
        for (int i = first; i < kept; i++) {
            boolean alike = Origin.isAlike(entries.origin(order[i]), entries.origin(entry));
            if (alike && listOf(order[i]) == listOf(entry)) {
                return true;
            }
        }
        return false;
    }

    private int listOf(int entry) {
        return listOfFile[Origin.file(entries.origin(entry))];
    }

    private static long flagsOf(int origin) {
        return (Origin.speaksOf(origin, false) ? Slot.SELF : 0) | (Origin.speaksOf(origin, true) ? Slot.BELOW : 0);
    }

    private int setOf(int first) throws IOException {
        for (int i = first; i < kept; i++) {
            set[i - first] = entries.origin(order[i]);
        }
        return sets.ordinal(IntBuffer.wrap(set, 0, kept - first));
    }

    private int compareNames(int one, int other) {
        int a = entries.name(one);
        int b = entries.name(other);
        if (a == b) {
            return 0;
        }
        int length = names.get(a) & 0xff;
        int difference = length - (names.get(b) & 0xff);
        for (int i = 1; difference == 0 && i <= length; i++) {
            difference = names.get(a + i) - names.get(b + i);
        }
        return difference;
    }
}
