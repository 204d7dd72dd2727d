package org.schoolgate.rules.locked;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The content of a locked list's file. Everything in it is a keyed hash or a count; numbers are little-endian.
 *
 * <pre>{@code
 *  0  magic "SGLOCKED"
 *  8  version             int
 * 12  names               int    entries for hosts, the self-test's among them
 * 16  pages               int    entries for pages, the self-test's among them
 * 20  filter words        int
 * 24  key                 32 bytes, random for each file
 * 56  filter              long[] of NameFilter
 *     entries             of EntryTable
 *     CRC-32C             int    of all before it
 * }</pre>
 *
 * @param key of {@link KeyedHash}
 * @param filter words of {@link NameFilter}
 * @param entries records of {@link EntryTable}
 */
@SuppressWarnings("ArrayRecordComponent") // on its way from or to a file, and never compared
record LockedFile(int names, int pages, byte[] key, long[] filter, byte[] entries) {
    static final int VERSION = 1;

    private static final byte[] MAGIC = "SGLOCKED".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = MAGIC.length + 4 * Integer.BYTES + KeyedHash.KEY_BYTES;

    /** @throws LockedListException when this is no such file, a damaged one, or one of a newer version */
    static LockedFile parse(byte[] file) throws LockedListException {
        if (file.length < HEADER_BYTES + Integer.BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
            throw new LockedListException("not the file of one");
        }
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        int version = in.getInt();
        if (version != VERSION) {
            throw new LockedListException("version " + version + " (expected: " + VERSION + ")");
        }
        checkSum(in, file);
        int names = in.getInt();
        int pages = in.getInt();
        int filterWords = in.getInt();
        checkLength(names, pages, filterWords, file.length);
        byte[] key = new byte[KeyedHash.KEY_BYTES];
        in.get(key);
        long[] filter = new long[filterWords];
        in.asLongBuffer().get(filter);
        int entries = in.position() + filterWords * Long.BYTES;
        return new LockedFile(
                names, pages, key, filter, Arrays.copyOfRange(file, entries, file.length - Integer.BYTES));
    }

    private static void checkSum(ByteBuffer in, byte[] file) throws LockedListException {
        int found = in.getInt(file.length - Integer.BYTES);
        int sum = checksum(file);
        if (found != sum) {
            throw new LockedListException("damaged: checksum %08x (expected: %08x)".formatted(sum, found));
        }
    }

    private static void checkLength(int names, int pages, int filterWords, int found) throws LockedListException {
        if (names < 0 || pages < 0 || filterWords != NameFilter.wordsFor(names + 2L * pages)) {
            throw new LockedListException(
                    "its counts " + names + ", " + pages + " and " + filterWords + " do not fit each other");
        }
        long expected = HEADER_BYTES
                + (long) filterWords * Long.BYTES
                + ((long) names + pages) * EntryTable.RECORD_BYTES
                + Integer.BYTES;
        if (found != expected) {
            throw new LockedListException(found + " bytes (expected: " + expected + ")");
        }
    }

    byte[] toBytes() {
        int length = HEADER_BYTES + filter.length * Long.BYTES + entries.length + Integer.BYTES;
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC)
                .putInt(VERSION)
                .putInt(names)
                .putInt(pages)
                .putInt(filter.length)
                .put(key);
        for (long word : filter) {
            out.putLong(word);
        }
        out.put(entries);
        return out.putInt(checksum(out.array())).array();
    }

    /** Of all but the last four bytes. */
    private static int checksum(byte[] file) {
        CRC32C sum = new CRC32C();
        sum.update(file, 0, file.length - Integer.BYTES);
        return (int) sum.getValue();
    }
}
