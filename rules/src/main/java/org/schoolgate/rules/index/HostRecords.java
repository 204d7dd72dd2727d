package org.schoolgate.rules.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.rules.Match;

/** The names behind the slots and the lines that they were read from, mapped; read only when something follows from a hit. */
final class HostRecords {

    private final ListTable lists;
    private final OriginTable sets;
    private final LineTable table;
    private final ByteBuffer records;
    private final ByteBuffer positions;

    private HostRecords(ListTable lists, OriginTable sets, LineTable table, ByteBuffer section) {
        this.lists = lists;
        this.sets = sets;
        this.table = table;
        int end = section.limit() - table.lines() * Integer.BYTES;
        this.records = section.slice(0, end);
        this.positions = section.slice(end, section.limit() - end).order(section.order());
    }

    static HostRecords load(IndexFile file, ListTable lists, OriginTable sets, LineTable table) throws IOException {
        ByteBuffer section = file.map(SectionType.HOST_COLD);
        if (section.limit() < (long) table.lines() * Integer.BYTES) {
            throw new IndexFormatException(
                    "damaged: section HOST_COLD of " + section.limit() + " bytes for " + table.lines() + " lines");
        }
        return new HostRecords(lists, sets, table, section);
    }

    /** What is behind the hits, nearest name first, as far as its name is what was asked for. */
    List<Match> explain(Hits hits) {
        List<Match> matches = new ArrayList<>();
        for (int hit = hits.size() - 1; hit >= 0; hit--) {
            ByteBuffer record = record(hits.slot(hit));
            if (isName(record, hits.name(), hits.start(hit), hits.to())) {
                addMatches(record, hits, hit, matches);
            }
        }
        return matches;
    }

    /** The record of a slot, from its name on. */
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

    private static void skip(ByteBuffer record, int entries) {
        record.position(record.position() + 1 + (record.get(record.position()) & 0xff));
        for (int left = entries; left > 0; left--) {
            Varint.get(record);
        }
    }

    /** Moves behind the name, if it is the one wanted. */
    private static boolean isName(ByteBuffer record, byte[] name, int from, int to) {
        if ((record.get() & 0xff) != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (record.get() != name[i]) {
                return false;
            }
        }
        return true;
    }

    private void addMatches(ByteBuffer record, Hits hits, int hit, List<Match> matches) {
        String entry = new String(hits.name(), hits.start(hit), hits.to() - hits.start(hit), ISO_8859_1);
        int set = hits.set(hit);
        for (int i = 0; i < sets.size(set); i++) {
            int line = Varint.get(record);
            int origin = sets.origin(set, i);
            if (Origin.speaksOf(origin, hits.isBelow(hit))) {
                matches.add(match(entry, origin, line));
            }
        }
    }

    private Match match(String entry, int origin, int line) {
        int file = Origin.file(origin);
        String path = lists.files().get(file).path();
        return new Match(lists.listOf(file).list(), Origin.effect(origin), Origin.scope(origin), entry, path, line);
    }
}
