package org.schoolgate.rules.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.rules.ListedEntry.Kind;

/** The texts behind the slots of a table and the lines that they were read from, mapped; read only when something follows. */
final class ColdRecords {
    private final OriginTable sets;
    private final LineTable table;
    private final ByteBuffer records;
    private final ByteBuffer positions;

    private ColdRecords(OriginTable sets, LineTable table, ByteBuffer section) {
        this.sets = sets;
        this.table = table;
        int end = section.limit() - table.lines() * Integer.BYTES;
        this.records = section.slice(0, end);
        this.positions = section.slice(end, section.limit() - end).order(section.order());
    }

    static ColdRecords load(IndexFile file, SectionType type, OriginTable sets, LineTable table) throws IOException {
        ByteBuffer section = file.has(type) ? file.bytes(type) : ByteBuffer.allocate(table.lines() * Integer.BYTES);
        if (section.limit() < (long) table.lines() * Integer.BYTES) {
            throw new IndexFormatException(
                    "damaged: section " + type + " of " + section.limit() + " bytes for " + table.lines() + " lines");
        }
        return new ColdRecords(sets, table, section);
    }

    /** The record of a slot, from the length of its text on. */
    ByteBuffer record(int slot) {
        int first = slot - slot % LineTable.SLOTS_PER_LINE;
        ByteBuffer record = records.duplicate();
        record.position(positions.getInt(first / LineTable.SLOTS_PER_LINE * Integer.BYTES));
        for (int i = first; i < slot; i++) {
            if (Slot.isListed(table.slot(i))) {
                skip(record, sets.size(Slot.set(table.slot(i))));
            }
        }
        return record;
    }

    /** Gives every record to the visitor, in the order in which they stand. */
    void forEach(Kind kind, ListTable lists, EntryVisitor visitor) throws IOException {
        ByteBuffer record = records.duplicate();
        for (int slot = 0; slot < table.slots(); slot++) {
            if (Slot.isListed(table.slot(slot))) {
                visitor.visit(entries(record, Slot.set(table.slot(slot)), kind, lists));
            }
        }
    }

    private List<IndexEntry> entries(ByteBuffer record, int set, Kind kind, ListTable lists) {
        String text = text(record);
        List<IndexEntry> entries = new ArrayList<>(sets.size(set));
        for (int i = 0; i < sets.size(set); i++) {
            entries.add(lists.entry(kind, text, sets.origin(set, i), Varint.get(record)));
        }
        return entries;
    }

    /** Takes the text from a record. */
    static String text(ByteBuffer record) {
        byte[] text = new byte[Varint.get(record)];
        record.get(text);
        return new String(text, ISO_8859_1);
    }

    /** Copies the text; returns its length. */
    static int copyText(ByteBuffer record, byte[] to, int at) {
        int length = Varint.get(record);
        record.get(to, at, length);
        return length;
    }

    private static void skip(ByteBuffer record, int entries) {
        int length = Varint.get(record);
        record.position(record.position() + length);
        for (int left = entries; left > 0; left--) {
            Varint.get(record);
        }
    }
}
