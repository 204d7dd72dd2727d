package org.schoolgate.rules.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.ExceptionReach;
import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Provenance;

/**
 * The lists of an index and the files that they were read from.
 *
 * <p>The section LISTS, where a text is its length (u16) and its UTF-8 bytes:
 *
 * <pre>
 *   a list:  text name, text category, u8 ordinal of its ExceptionReach,
 *            u64 when it was fetched, in milliseconds since 1970, 0 when that is not known,
 *            text licence, text format, u8 1 when its pages match in lower case,
 *            u64 read, u64 kept, u64 duplicate, u64 rejected
 *   u32      number of files
 *   a file:  u32 ordinal of its list, text path
 * </pre>
 */
record ListTable(List<ListFacts> lists, List<FileFacts> files) {
    private static final ExceptionReach[] REACHES = ExceptionReach.values();
    private static final long UNKNOWN_TIME = 0;
    private static final int MAX_TEXT_BYTES = 0xffff;

    /** @param list ordinal of its list */
    record FileFacts(int list, String path) {}

    ListFacts listOf(int file) {
        return lists.get(files.get(file).list());
    }

    /**
     * The origin, as it is.
     *
     * @throws IndexFormatException when it is that of no file here; the message names the section that has it
     */
    int checked(int origin, SectionType section) throws IndexFormatException {
        if (!Origin.isValid(origin, files.size())) {
            throw new IndexFormatException("damaged: origin 0x" + Integer.toHexString(origin) + " in section " + section
                    + " (expected: of " + files.size() + " files)");
        }
        return origin;
    }

    /** An entry of the list that the origin is about. */
    Match match(Kind kind, String text, String matched, int origin, int line) {
        IndexEntry entry = entry(kind, text, origin, line);
        return new Match(entry.list(), entry.entry(), matched, entry.file(), line);
    }

    IndexEntry entry(Kind kind, String text, int origin, int line) {
        int file = Origin.file(origin);
        ListedEntry entry = new ListedEntry(kind, text, Origin.scope(origin), Origin.effect(origin));
        return new IndexEntry(listOf(file).list(), entry, files.get(file).path(), line);
    }

    byte[] encode() {
        Encoder out = new Encoder(size());
        lists.forEach(out::put);
        out.buffer.putInt(files.size());
        files.forEach(out::put);
        return out.buffer.array();
    }

    static ListTable decode(ByteBuffer section, long count) throws IndexFormatException {
        ByteBuffer in = section.duplicate().order(LITTLE_ENDIAN);
        try {
            List<ListFacts> lists = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                lists.add(list(in));
            }
            List<FileFacts> files = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                int list = Objects.checkIndex(in.getInt(), lists.size());
                files.add(new FileFacts(list, text(in)));
            }
            return new ListTable(List.copyOf(lists), List.copyOf(files));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IndexFormatException("damaged: section LISTS (" + e + ")");
        }
    }

    private static ListFacts list(ByteBuffer in) {
        NamedList list = new NamedList(text(in), new Category(text(in)), REACHES[in.get()], provenance(in));
        return new ListFacts(list, text(in), in.get() != 0, in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    private static Provenance provenance(ByteBuffer in) {
        Optional<Instant> fetchedAt = Optional.of(in.getLong())
                .filter(millis -> millis != UNKNOWN_TIME)
                .map(Instant::ofEpochMilli);
        return new Provenance(fetchedAt, text(in));
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int size() {
        int size = Integer.BYTES;
        for (ListFacts list : lists) {
            size += size(list.name())
                    + size(list.category().id())
                    + Byte.BYTES
                    + Long.BYTES
                    + size(list.provenance().licence())
                    + size(list.format())
                    + Byte.BYTES
                    + 4 * Long.BYTES;
        }
        for (FileFacts file : files) {
            size += Integer.BYTES + size(file.path());
        }
        return size;
    }

    private static int size(String text) {
        return Short.BYTES + text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static final class Encoder {
        private final ByteBuffer buffer;

        Encoder(int size) {
            this.buffer = ByteBuffer.allocate(size).order(LITTLE_ENDIAN);
        }

        void put(ListFacts list) {
            put(list.name());
            put(list.category().id());
            buffer.put((byte) list.list().exceptions().ordinal());
            put(list.provenance());
            put(list.format());
            buffer.put((byte) (list.lowerCase() ? 1 : 0));
            buffer.putLong(list.read())
                    .putLong(list.kept())
                    .putLong(list.duplicate())
                    .putLong(list.rejected());
        }

        private void put(Provenance provenance) {
            buffer.putLong(provenance.fetchedAt().map(Instant::toEpochMilli).orElse(UNKNOWN_TIME));
            put(provenance.licence());
        }

        void put(FileFacts file) {
            buffer.putInt(file.list());
            put(file.path());
        }

        private void put(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > MAX_TEXT_BYTES) {
                throw new IllegalArgumentException("text of " + bytes.length + " bytes (expected: up to 65535)");
            }
            buffer.putShort((short) bytes.length).put(bytes);
        }
    }
}
