package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.schoolgate.rules.index.TextSpill.Texts;

/** Writes the two sections of a table: what {@link TableLayout} laid out, and the texts and lines behind it. */
final class TableSections {
    private static final int CHUNK = 1 << 12;
    private static final int MAX_AT_ONCE = 1 << 15;
    /** So many texts are looked for at once, which takes little longer than one: they are all over the memory. */
    private static final int TOGETHER = 64;

    private final EntryTable entries;
    private final Texts texts;
    private final TableLayout layout;
    private final long[] slots;
    /** Of the texts of the entries from {@link #knownFrom} on. */
    private final int[] lengths = new int[TOGETHER];

    private int knownFrom;
    private int knownTo;

    TableSections(EntryTable entries, Texts texts, TableLayout layout) {
        this.entries = entries;
        this.texts = texts;
        this.layout = layout;
        this.slots = layout.table().slots();
    }

    Section writeCold(SectionType type, SectionOutput out) throws IOException {
        out.begin();
        int[] positions = new int[slots.length / LineTable.SLOTS_PER_LINE];
        int count = 0;
        int next = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            if (slot % LineTable.SLOTS_PER_LINE == 0) {
                positions[slot / LineTable.SLOTS_PER_LINE] = positionOf(out);
            }
            if (Slot.isListed(slots[slot])) {
                next = writeText(out, next);
                count++;
            }
        }
        for (int position : positions) {
            out.room(Integer.BYTES).putInt(position);
        }
        return out.end(type, count);
    }

    Section writeHot(SectionType type, SectionOutput out) throws IOException {
        out.begin();
        putAll(slots, out);
        return out.end(type, layout.table().homes());
    }

    static Section writeKeys(SectionType type, long[] keys, SectionOutput out) throws IOException {
        out.begin();
        putAll(keys, out);
        return out.end(type, keys.length);
    }

    private static int positionOf(SectionOutput out) throws IOException {
        if (out.position() > Integer.MAX_VALUE) {
            throw new IOException("the names and entries of all lists take more than 2 GiB");
        }
        return (int) out.position();
    }

    /** Returns the first entry of the next text. */
    private int writeText(SectionOutput out, int first) throws IOException {
        put(entries.text(layout.entry(first)), length(first), out);
        long key = entries.key(layout.entry(first));
        int next = first;
        while (next < layout.kept() && entries.key(layout.entry(next)) == key) {
            Varint.put(out.room(Varint.MAX_BYTES), entries.line(layout.entry(next)));
            next++;
        }
        return next;
    }

    private int length(int number) {
        if (number >= knownTo) {
            knownFrom = number;
            knownTo = Math.min(number + TOGETHER, layout.kept());
            for (int i = knownFrom; i < knownTo; i++) {
                lengths[i - knownFrom] = texts.length(entries.text(layout.entry(i)));
            }
        }
        return lengths[number - knownFrom];
    }

    private void put(int text, int length, SectionOutput out) throws IOException {
        Varint.put(out.room(Varint.MAX_BYTES), length);
        for (int done = 0; done < length; done += MAX_AT_ONCE) {
            int part = Math.min(MAX_AT_ONCE, length - done);
            ByteBuffer room = out.room(part);
            room.put(room.position(), texts.bytes(), texts.start(text) + done, part)
                    .position(room.position() + part);
        }
    }

    private static void putAll(long[] values, SectionOutput out) throws IOException {
        for (int start = 0; start < values.length; start += CHUNK) {
            int length = Math.min(CHUNK, values.length - start);
            ByteBuffer room = out.room(length * Long.BYTES);
            room.asLongBuffer().put(values, start, length);
            room.position(room.position() + length * Long.BYTES);
        }
    }
}
