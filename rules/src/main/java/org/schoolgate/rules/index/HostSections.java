package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes what {@link HostLayout} laid out: the sections HOST_COLD, HOST_HOT, TOP_LEVEL and SETS. */
final class HostSections {
    private static final int CHUNK = 1 << 12;
    private static final int MAX_VARINT = 5;

    private final EntryTable entries;
    private final ByteBuffer names;
    private final HostLayout layout;
    private final long[] slots;

    HostSections(EntryTable entries, ByteBuffer names, HostLayout layout) {
        this.entries = entries;
        this.names = names;
        this.layout = layout;
        this.slots = layout.table().slots();
    }

    List<Section> write(SectionOutput out) throws IOException {
        return List.of(
                writeCold(out), writeHot(out), writeTops(out), layout.sets().write(out));
    }

    private Section writeCold(SectionOutput out) throws IOException {
        out.begin();
        int[] positions = new int[slots.length / LineTable.SLOTS_PER_LINE];
        int count = 0;
        int next = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            if (slot % LineTable.SLOTS_PER_LINE == 0) {
                positions[slot / LineTable.SLOTS_PER_LINE] = positionOf(out);
            }
            if (Slot.isListed(slots[slot])) {
                next = writeName(out, next);
                count++;
            }
        }
        for (int position : positions) {
            out.room(Integer.BYTES).putInt(position);
        }
        return out.end(SectionType.HOST_COLD, count);
    }

    private static int positionOf(SectionOutput out) throws IOException {
        if (out.position() > Integer.MAX_VALUE) {
            throw new IOException("the names and entries of all lists take more than 2 GiB");
        }
        return (int) out.position();
    }

    /** Returns the first entry of the next name. */
    private int writeName(SectionOutput out, int first) throws IOException {
        int name = entries.name(layout.entry(first));
        int length = 1 + (names.get(name) & 0xff);
        ByteBuffer room = out.room(length);
        room.put(room.position(), names, name, length).position(room.position() + length);
        long key = entries.key(layout.entry(first));
        int next = first;
        while (next < layout.kept() && entries.key(layout.entry(next)) == key) {
            Varint.put(out.room(MAX_VARINT), entries.line(layout.entry(next)));
            next++;
        }
        return next;
    }

    private Section writeHot(SectionOutput out) throws IOException {
        out.begin();
        putAll(slots, out);
        return out.end(SectionType.HOST_HOT, layout.table().homes());
    }

    private Section writeTops(SectionOutput out) throws IOException {
        out.begin();
        putAll(layout.tops(), out);
        return out.end(SectionType.TOP_LEVEL, layout.tops().length);
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
