package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.Optional;
import org.schoolgate.rules.index.TextSpill.Texts;

/**
 * The texts of a table in the order of their keys, each with a slot and a set: joins the entries of equal texts, and drops what
 * one list says twice. Different lists, and different effects and scopes in one list, stay apart.
 */
final class TableLayout {
    private final EntryTable entries;
    private final Texts texts;
    private final Duplicates duplicates;
    private final OriginSets sets;
    private final int[] set;
    private final int[] kept;
    private final LineTableBuilder table;
    private int keptCount;

    private TableLayout(
            EntryTable entries, Texts texts, Duplicates duplicates, OriginSets sets, long[] deep, long[] paths) {
        this.entries = entries;
        this.texts = texts;
        this.duplicates = duplicates;
        this.sets = sets;
        this.set = new int[duplicates.lists() * Origin.KINDS];
        this.kept = new int[entries.size()];
        this.table = new LineTableBuilder(count(new KeyMerge(entries, deep, paths)));
    }

    /**
     * Lays out the texts.
     *
     * @param entries in the order of their keys
     * @param deep keys of what leads to them, in ascending order
     * @param paths keys of hosts that have pages, in ascending order
     * @return nothing when two texts cannot be told apart by these keys
     */
    static Optional<TableLayout> of(
            EntryTable entries, Texts texts, Duplicates duplicates, OriginSets sets, long[] deep, long[] paths)
            throws IOException {
        TableLayout layout = new TableLayout(entries, texts, duplicates, sets, deep, paths);
        return layout.fill(new KeyMerge(entries, deep, paths)) ? Optional.of(layout) : Optional.empty();
    }

    LineTableBuilder table() {
        return table;
    }

    /** How many entries are kept; {@link #entry} numbers them in the order of their texts' slots. */
    int kept() {
        return keptCount;
    }

    int entry(int number) {
        return kept[number];
    }

    private static int count(KeyMerge keys) {
        int count = 0;
        while (keys.next()) {
            count++;
        }
        return count;
    }

    private boolean fill(KeyMerge keys) throws IOException {
        boolean distinct = true;
        while (distinct && keys.next()) {
            distinct = keys.start == keys.end() ? table.add(keys.key, 0, keys.flags) : addText(keys);
        }
        return distinct;
    }

    private boolean addText(KeyMerge keys) throws IOException {
        int firstKept = keptCount;
        int text = entries.text(keys.start);
        long flags = keys.flags;
        for (int entry = keys.start; entry < keys.end(); entry++) {
            if (!texts.areEqual(entries.text(entry), text)) {
                return false;
            }
            int origin = entries.origin(entry);
            if (isKept(firstKept, origin)) {
                duplicates.add(origin);
            } else {
                kept[keptCount++] = entry;
                flags |= flagsOf(origin);
            }
        }
        return table.add(keys.key, setOf(firstKept), flags);
    }

    /** Whether one of the entries kept has the list, the effect and the scope of that origin. */
    private boolean isKept(int first, int origin) {
        for (int i = first; i < keptCount; i++) {
            if (duplicates.areAlike(entries.origin(kept[i]), origin)) {
                return true;
            }
        }
        return false;
    }

    private static long flagsOf(int origin) {
        return (Origin.speaksOf(origin, false) ? Slot.SELF : 0) | (Origin.speaksOf(origin, true) ? Slot.BELOW : 0);
    }

    private int setOf(int first) throws IOException {
        for (int i = first; i < keptCount; i++) {
            set[i - first] = entries.origin(kept[i]);
        }
        return sets.ordinal(set, keptCount - first);
    }
}
