package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Scope;

/**
 * All listed hosts: sorted keys and the positions of their names on the heap, names and entries mapped. A key only tells
 * where to look; the name found there is compared before anything is said about a host.
 */
final class HostTable {
    private static final int BYTES_PER_HOT_ROW = Long.BYTES + Integer.BYTES;
    private static final Scope[] SCOPES = Scope.values();

    private final NameHash hash;
    private final ListTable lists;
    private final long[] keys;
    private final int[] positions;
    private final ByteBuffer cold;

    private HostTable(NameHash hash, ListTable lists, long[] keys, int[] positions, ByteBuffer cold) {
        this.hash = hash;
        this.lists = lists;
        this.keys = keys;
        this.positions = positions;
        this.cold = cold;
    }

    static HostTable load(IndexFile file, ListTable lists) throws IOException {
        ByteBuffer hot = file.map(SectionType.HOST_HOT);
        int count = hot.remaining() / BYTES_PER_HOT_ROW;
        if (file.count(SectionType.HOST_HOT) != count || hot.remaining() != count * BYTES_PER_HOT_ROW) {
            throw new IndexFormatException("damaged: section HOST_HOT of " + hot.remaining() + " bytes for "
                    + file.count(SectionType.HOST_HOT) + " names");
        }
        long[] keys = new long[count];
        hot.asLongBuffer().get(keys);
        int[] positions = new int[count];
        hot.position(count * Long.BYTES)
                .slice()
                .order(hot.order())
                .asIntBuffer()
                .get(positions);
        NameHash hash = new NameHash(file.header().seed());
        return new HostTable(hash, lists, keys, positions, file.map(SectionType.HOST_COLD));
    }

    int size() {
        return keys.length;
    }

    /** All entries that apply, the nearest name's first. O(labels · log size). */
    List<Match> find(Host host) {
        byte[] name = host.text().getBytes(StandardCharsets.ISO_8859_1);
        List<Match> matches = new ArrayList<>();
        long state = hash.start();
        for (int i = name.length - 1; i >= 0; i--) {
            state = hash.next(state, name[i]);
            if (i == 0 || (name[i - 1] == '.' && !host.isAddress())) {
                matches.addAll(0, entriesOf(hash.key(state), name, i));
            }
        }
        return matches;
    }

    /** The entries of the name that begins at {@code start}, as far as they apply to the whole name. */
    private List<Match> entriesOf(long key, byte[] name, int start) {
        for (int row = firstRow(key); row < keys.length && keys[row] == key; row++) {
            int position = positions[row];
            if (isNameAt(position, name, start)) {
                return entriesAt(position, start > 0);
            }
        }
        return List.of();
    }

    private int firstRow(long key) {
        int row = Arrays.binarySearch(keys, key);
        if (row < 0) {
            return keys.length;
        }
        while (row > 0 && keys[row - 1] == key) {
            row--;
        }
        return row;
    }

    private boolean isNameAt(int position, byte[] name, int start) {
        int length = cold.get(position) & 0xff;
        if (length != name.length - start) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (cold.get(position + 1 + i) != name[start + i]) {
                return false;
            }
        }
        return true;
    }

    private List<Match> entriesAt(int position, boolean below) {
        ByteBuffer in = cold.duplicate().position(position);
        byte[] name = new byte[in.get() & 0xff];
        in.get(name);
        String entry = new String(name, StandardCharsets.ISO_8859_1);
        int count = Varint.get(in);
        List<Match> matches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int origin = Varint.get(in);
            int line = Varint.get(in);
            Scope scope = SCOPES[origin & 3];
            if (scope != (below ? Scope.EXACT : Scope.BELOW_ONLY)) {
                matches.add(match(entry, scope, origin >>> 2, line));
            }
        }
        return matches;
    }

    private Match match(String entry, Scope scope, int fileOrdinal, int line) {
        ListTable.FileFacts file = lists.files().get(fileOrdinal);
        ListFacts list = lists.lists().get(file.list());
        return new Match(list.name(), list.category(), scope, entry, file.path(), line);
    }
}
