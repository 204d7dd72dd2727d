package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The keys of all listed names and of their parents, in lines of 64 bytes: a look-up reads one line for a host that is
 * not listed, and one for each label of a listed name. Says what may be listed; whether it is, its name must tell.
 *
 * <p>A key's home is the line that its high bits name; there its low 40 bits, the remainder, are compared. What does not
 * fit into a line is in the next one. No two keys that a look-up could meet have equal remainders: the compiler takes
 * another seed instead. Parents that are not listed themselves are there as markers ({@link Slot#DEEP}), so the walk from
 * the second label on stops at the first name that is not there. A key that is there by chance therefore never hides
 * a listed name; at worst it is one hit too many.
 */
final class LineTable {
    static final int SLOTS_PER_LINE = 8;
    static final int LINE_BYTES = SLOTS_PER_LINE * Long.BYTES;
    static final int NONE = -1;

    private final NameHash hash;
    private final TopLevel tops;
    private final long[] slots;
    private final int homes;

    /** @param homes how many of the lines are the home of keys; the others hold what did not fit into the last of them */
    LineTable(NameHash hash, TopLevel tops, long[] slots, int homes) {
        this.hash = hash;
        this.tops = tops;
        this.slots = slots;
        this.homes = homes;
    }

    /* On the heap, not mapped: with huge pages that is a third faster, and a truncated file cannot end the process. */
    static LineTable load(IndexFile file, SectionType section, NameHash hash, TopLevel tops, OriginTable sets)
            throws IOException {
        if (!file.has(section)) {
            return new LineTable(hash, tops, new long[SLOTS_PER_LINE], 1);
        }
        ByteBuffer hot = file.bytes(section);
        long homes = file.count(section);
        int lines = hot.remaining() / LINE_BYTES;
        if (homes < 1 || homes > lines || hot.remaining() != lines * LINE_BYTES) {
            throw new IndexFormatException(
                    "damaged: section " + section + " of " + hot.remaining() + " bytes for " + homes + " lines");
        }
        long[] slots = new long[lines * SLOTS_PER_LINE];
        hot.asLongBuffer().get(slots);
        checkSets(slots, sets.count(), section);
        return new LineTable(hash, tops, slots, (int) homes);
    }

    /** What has a set that is not there would throw at each look-up that meets it. */
    private static void checkSets(long[] slots, int sets, SectionType section) throws IndexFormatException {
        long margins = 0;
        for (long slot : slots) {
            margins |= Slot.margin(slot, sets);
        }
        if (margins < 0) {
            throw new IndexFormatException(
                    "damaged: section " + section + " names a set beyond the " + sets + " of section SETS");
        }
    }

    static int home(long key, int homes) {
        return (int) (((key >> Integer.SIZE) + (1L << Integer.SIZE - 1)) * homes >>> Integer.SIZE);
    }

    int lines() {
        return slots.length / SLOTS_PER_LINE;
    }

    int slots() {
        return slots.length;
    }

    long slot(int index) {
        return slots[index];
    }

    /** Adds what is found to the hits. Allocates nothing. */
    void classify(Hits hits) {
        byte[] name = hits.name();
        int from = hits.from();
        int to = hits.to();
        if (NameHash.isIpv4(name, from, to)) {
            visit(hash.of(name, from, to), from, hits);
            return;
        }
        int start = NameHash.startOfLabel(name, from, to);
        long key = hash.below(hash.root(), name, start, to);
        if (tops.mayHold(key)) {
            visit(key, start, hits);
        }
        while (start > from) {
            int end = start - 1;
            start = NameHash.startOfLabel(name, from, end);
            key = hash.below(key, name, start, end);
            if (!visit(key, start, hits)) {
                return;
            }
        }
    }

    /** Takes the name of this key, which begins at {@code start}, if it is listed; returns whether anything is below it. */
    private boolean visit(long key, int start, Hits hits) {
        int index = find(key);
        if (index == NONE) {
            return false;
        }
        long slot = slots[index];
        if ((slot & (start == hits.from() ? Slot.SELF : Slot.BELOW)) != 0) {
            hits.add(index, Slot.set(slot), start);
        }
        if ((slot & Slot.PATHS) != 0) {
            hits.pages().addHost(key, start);
        }
        return (slot & Slot.DEEP) != 0;
    }

    /** Where the key is, or {@link #NONE}. */
    int find(long key) {
        long remainder = Slot.remainderOf(key);
        int first = home(key, homes) * SLOTS_PER_LINE;
        while (true) {
            int found = findInLine(first, remainder);
            if (found != NONE) {
                return slots[found] == 0 ? NONE : found;
            }
            if ((slots[first + Slot.overflowClass(remainder)] & Slot.OVER) == 0) {
                return NONE;
            }
            first += SLOTS_PER_LINE;
        }
    }

    /* Written out: compiled, it is eight compares in a row without a counter; as a loop, a hot look-up takes a sixth longer. */
    private int findInLine(int first, long remainder) {
        if (Slot.remainder(slots[first]) == remainder) {
            return first;
        }
        if (Slot.remainder(slots[first + 1]) == remainder) {
            return first + 1;
        }
        if (Slot.remainder(slots[first + 2]) == remainder) {
            return first + 2;
        }
        if (Slot.remainder(slots[first + 3]) == remainder) {
            return first + 3;
        }
        if (Slot.remainder(slots[first + 4]) == remainder) {
            return first + 4;
        }
        if (Slot.remainder(slots[first + 5]) == remainder) {
            return first + 5;
        }
        if (Slot.remainder(slots[first + 6]) == remainder) {
            return first + 6;
        }
        if (Slot.remainder(slots[first + 7]) == remainder) {
            return first + 7;
        }
        return NONE;
    }
}
