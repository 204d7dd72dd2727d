package org.schoolgate.rules.index;

/** Goes through the keys of a table in ascending order: those of its entries, of parents, and of hosts that have pages. */
final class KeyMerge {
    private final EntryTable entries;
    private final Cursor deep;
    private final Cursor paths;
    private int end;

    /** The key it is at. */
    long key;
    /** {@link Slot#DEEP} and {@link Slot#PATHS}, as far as they apply. */
    long flags;
    /** Where the entries of the key begin. */
    int start;

    /**
     * Begins before the first key.
     *
     * @param entries in the order of their keys
     */
    KeyMerge(EntryTable entries, long[] deep, long[] paths) {
        this.entries = entries;
        this.deep = new Cursor(deep);
        this.paths = new Cursor(paths);
    }

    /** Moves to the next key; false when there is none. */
    boolean next() {
        start = end;
        boolean hasEntries = start < entries.size();
        if (!hasEntries && deep.isDone() && paths.isDone()) {
            return false;
        }
        key = Math.min(Math.min(deep.key(), paths.key()), hasEntries ? entries.key(start) : Long.MAX_VALUE);
        while (end < entries.size() && entries.key(end) == key) {
            end++;
        }
        flags = (deep.take(key) ? Slot.DEEP : 0) | (paths.take(key) ? Slot.PATHS : 0);
        return true;
    }

    /** Where the entries of the key end. */
    int end() {
        return end;
    }

    private static final class Cursor {
        private final long[] keys;
        private int next;

        Cursor(long[] keys) {
            this.keys = keys;
        }

        boolean isDone() {
            return next == keys.length;
        }

        /** The next one; behind the last, the greatest there can be. */
        long key() {
            return isDone() ? Long.MAX_VALUE : keys[next];
        }

        boolean take(long key) {
            boolean taken = !isDone() && keys[next] == key;
            next += taken ? 1 : 0;
            return taken;
        }
    }
}
