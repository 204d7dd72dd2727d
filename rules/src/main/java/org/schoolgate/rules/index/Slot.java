package org.schoolgate.rules.index;

/**
 * One of the eight slots of a line of the {@link LineTable}: eight bytes, zero when free.
 *
 * <pre>
 *   63 ............ 24 23 ....... 5    4    3    2    1    0
 *   remainder of key   set of lists  PATHS OVER DEEP BELOW SELF
 * </pre>
 *
 * The set is an ordinal in the section SETS, and means nothing without SELF or BELOW. In a table of pages, SELF and BELOW are
 * about the host, and DEEP about longer paths.
 */
final class Slot {
    /** Some entry of the set speaks of the name itself. */
    static final long SELF = 1;
    /** Some entry of the set speaks of what is below the name. */
    static final long BELOW = 1 << 1;
    /** Something is listed below the name. */
    static final long DEEP = 1 << 2;
    /** Of this line, or of one before it, a key is in the next that has the {@link #overflowClass} of this slot's number. */
    static final long OVER = 1 << 3;
    /** Pages of the host are listed; see {@link PageTable}. */
    static final long PATHS = 1 << 4;

    /** How many sets there can be. */
    static final int MAX_SETS = 1 << 19;

    private static final int SET_SHIFT = 5;
    private static final int REMAINDER_SHIFT = 24;
    private static final long REMAINDER_MASK = (1L << Long.SIZE - REMAINDER_SHIFT) - 1;

    private Slot() {}

    static long of(long key, int set, long flags) {
        return key << REMAINDER_SHIFT | (long) set << SET_SHIFT | flags;
    }

    static long remainderOf(long key) {
        return key & REMAINDER_MASK;
    }

    /** Which of its line's slots says whether the key may be in the next line: one in eight, so few need look there. */
    static int overflowClass(long remainder) {
        return (int) remainder & LineTable.SLOTS_PER_LINE - 1;
    }

    static long remainder(long slot) {
        return slot >>> REMAINDER_SHIFT;
    }

    static int set(long slot) {
        return (int) (slot >>> SET_SHIFT) & MAX_SETS - 1;
    }

    /**
     * How far the set of a listed slot is from being none of so many: negative where it is none. Without a branch, since it is
     * asked of all slots of a file.
     */
    static long margin(long slot, int sets) {
        long isListed = (slot | slot >>> 1) & SELF;
        return (sets - 1 - set(slot)) & -isListed;
    }

    static boolean isListed(long slot) {
        return (slot & (SELF | BELOW)) != 0;
    }
}
