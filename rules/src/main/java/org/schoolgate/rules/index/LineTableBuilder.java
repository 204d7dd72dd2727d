package org.schoolgate.rules.index;

import java.util.Arrays;

/** Fills the slots of a {@link LineTable} from its first line to its last. */
final class LineTableBuilder {
    /** Few lines then spill into the next (one in six), at 11 bytes a key. */
    private static final double LOAD = 0.72;

    private final int homes;
    private long[] slots;
    private int next;

    LineTableBuilder(int keys) {
        this.homes = Math.max(1, (int) Math.ceil(keys / (LOAD * LineTable.SLOTS_PER_LINE)));
        this.slots = new long[Math.multiplyExact(homes, LineTable.SLOTS_PER_LINE)];
    }

    /**
     * Adds a key; each must be greater than the one before it.
     *
     * @return false when a look-up could not tell it from another one: the table is then good for nothing
     */
    boolean add(long key, int set, long flags) {
        int first = LineTable.home(key, homes) * LineTable.SLOTS_PER_LINE;
        next = Math.max(next, first);
        for (int i = first; i < next; i++) {
            if (Slot.remainder(slots[i]) == Slot.remainderOf(key)) {
                return false;
            }
        }
        int mark = Slot.overflowClass(Slot.remainderOf(key));
        for (int line = first; line + LineTable.SLOTS_PER_LINE <= next; line += LineTable.SLOTS_PER_LINE) {
            slots[line + mark] |= Slot.OVER;
        }
        if (next == slots.length) {
            slots = Arrays.copyOf(slots, Math.addExact(slots.length, LineTable.SLOTS_PER_LINE));
        }
        slots[next++] = Slot.of(key, set, flags);
        return true;
    }

    int homes() {
        return homes;
    }

    /** The slots, which are the builder's own. */
    long[] slots() {
        return slots;
    }
}
