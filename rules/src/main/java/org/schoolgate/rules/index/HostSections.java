package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * Writes HOST_COLD and HOST_HOT: joins the entries of equal names, and drops what one list says twice. Different lists,
 * and different scopes of one list, stay apart.
 */
final class HostSections {
    private static final int CHUNK = 1 << 12;
    private static final int SCOPE_MASK = 3;
    private static final int MAX_VARINT = 5;

    private final EntryTable entries;
    private final ByteBuffer names;
    private final int[] listOfFile;
    private final long[] duplicates;
    private final int[] order;

    private final long[] keys;
    private final int[] positions;
    private int count;

    /** @param listOfFile the ordinal of each file's list */
    HostSections(EntryTable entries, ByteBuffer names, int[] listOfFile, int lists) {
        this.entries = entries;
        this.names = names;
        this.listOfFile = listOfFile;
        this.duplicates = new long[lists];
        Comparator<Integer> byName = this::compareNames;
        this.order = entries.sorted(byName);
        this.keys = new long[entries.size()];
        this.positions = new int[entries.size()];
    }

    List<Section> write(SectionOutput out) throws IOException {
        Section cold = writeCold(out);
        return List.of(cold, writeHot(out));
    }

    /** How many entries each list had twice; known when written. */
    long[] duplicates() {
        return duplicates.clone();
    }

    private Section writeCold(SectionOutput out) throws IOException {
        out.begin();
        int start = 0;
        while (start < order.length) {
            int end = endOfName(start);
            if (out.position() > Integer.MAX_VALUE) {
                throw new IOException("the names and entries of all lists take more than 2 GiB");
            }
            keys[count] = entries.key(order[start]);
            positions[count] = (int) out.position();
            count++;
            writeName(out, entries.name(order[start]));
            writeEntries(out, start, dropDuplicates(start, end));
            start = end;
        }
        return out.end(SectionType.HOST_COLD, count);
    }

    private int endOfName(int start) {
        int end = start + 1;
        while (end < order.length
                && entries.key(order[end]) == entries.key(order[start])
                && compareNames(order[end], order[start]) == 0) {
            end++;
        }
        return end;
    }

    /** Moves the entries to keep to the front, in their order, and returns the end of them. */
    private int dropDuplicates(int start, int end) {
        int kept = start;
        for (int i = start; i < end; i++) {
            if (isIn(start, kept, order[i])) {
                duplicates[listOf(order[i])]++;
            } else {
                order[kept++] = order[i];
            }
        }
        return kept;
    }

    /** Whether one of these entries has the list and the scope of that one. */
    private boolean isIn(int start, int end, int entry) {
        for (int i = start; i < end; i++) {
            boolean sameScope = ((entries.origin(order[i]) ^ entries.origin(entry)) & SCOPE_MASK) == 0;
            if (sameScope && listOf(order[i]) == listOf(entry)) {
                return true;
            }
        }
        return false;
    }

    private int listOf(int entry) {
        return listOfFile[entries.origin(entry) >>> 2];
    }

    private void writeName(SectionOutput out, int name) throws IOException {
        int length = 1 + (names.get(name) & 0xff);
        ByteBuffer room = out.room(length);
        room.put(room.position(), names, name, length).position(room.position() + length);
    }

    private void writeEntries(SectionOutput out, int start, int end) throws IOException {
        Varint.put(out.room(MAX_VARINT), end - start);
        for (int i = start; i < end; i++) {
            ByteBuffer room = out.room(2 * MAX_VARINT);
            Varint.put(room, entries.origin(order[i]));
            Varint.put(room, entries.line(order[i]));
        }
    }

    private Section writeHot(SectionOutput out) throws IOException {
        out.begin();
        for (int start = 0; start < count; start += CHUNK) {
            int length = Math.min(CHUNK, count - start);
            ByteBuffer room = out.room(length * Long.BYTES);
            room.asLongBuffer().put(keys, start, length);
            room.position(room.position() + length * Long.BYTES);
        }
        for (int start = 0; start < count; start += CHUNK) {
            int length = Math.min(CHUNK, count - start);
            ByteBuffer room = out.room(length * Integer.BYTES);
            room.asIntBuffer().put(positions, start, length);
            room.position(room.position() + length * Integer.BYTES);
        }
        return out.end(SectionType.HOST_HOT, count);
    }

    private int compareNames(int one, int other) {
        int a = entries.name(one);
        int b = entries.name(other);
        int length = names.get(a) & 0xff;
        int difference = length - (names.get(b) & 0xff);
        for (int i = 1; difference == 0 && i <= length; i++) {
            difference = names.get(a + i) - names.get(b + i);
        }
        return difference;
    }
}
