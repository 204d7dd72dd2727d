package org.schoolgate.rules.index;

import java.nio.ByteBuffer;

/** Looks for every name of an index as if it were asked for, before the index is used. */
final class SelfCheck {
    /** Makes of a name one below it. */
    private static final byte[] CHILD = {'-', '.'};

    private final LineTable table;
    private final HostRecords records;
    private final Hits hits = new Hits();
    private final byte[] name = new byte[CHILD.length + 255];

    SelfCheck(LineTable table, HostRecords records) {
        this.table = table;
        this.records = records;
        System.arraycopy(CHILD, 0, name, 0, CHILD.length);
    }

    void run() throws IndexFormatException {
        for (int slot = 0; slot < table.lines() * LineTable.SLOTS_PER_LINE; slot++) {
            if (Slot.isListed(table.slot(slot))) {
                check(slot);
            }
        }
    }

    private void check(int slot) throws IndexFormatException {
        ByteBuffer record = records.record(slot);
        int length = record.get() & 0xff;
        record.get(name, CHILD.length, length);
        boolean self = (table.slot(slot) & Slot.SELF) != 0;
        hits.ask(name, self ? CHILD.length : 0, CHILD.length + length);
        table.classify(hits);
        for (int hit = 0; hit < hits.size(); hit++) {
            if (hits.slot(hit) == slot) {
                return;
            }
        }
        throw new IndexFormatException("self-check: \"" + hits + "\" is not found");
    }
}
