package org.schoolgate.rules.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The head of an index file. All numbers are little-endian.
 *
 * <pre>
 *   0  8  magic "SGINDEX" and a zero byte
 *   8  2  format, major: a reader refuses any other
 *  10  2  format, minor: what a reader may ignore was added
 *  12  4  length of this header with the section table
 *  16  8  length of the file
 *  24  8  created at, milliseconds since 1970
 *  32 16  snapshot id: the start of the SHA-256 of seed, time and section table
 *  48 16  seed of the hashes
 *  64  4  number of sections
 *  68  4  flags, none of which has a meaning yet: 0
 *  72  4  canon version: the rules by which the names were made canonical
 *  76  4  CRC32C of this header, with these four bytes zero
 *  80     section table, 40 bytes a row:
 *           0  4  type           4  4  flags: bit 0 is set when a reader must know the type
 *           8  8  offset        16  8  length
 *          24  8  count         32  4  CRC32C of the section      36  4  zero
 *         sections, each at a multiple of 4096, zeros between them
 * -32 32  SHA-256 of everything before it
 * </pre>
 */
record IndexHeader(long fileLength, long createdAtMillis, byte[] snapshotId, HashSeed seed, List<Section> sections) {
    /** Raised when an older reader would misread the file. Files are compiled anew then, never converted. */
    static final int FORMAT_MAJOR = 4;
    /** Raised when optional sections or fields are added. */
    static final int FORMAT_MINOR = 0;
    /**
     * Raised whenever {@link org.schoolgate.rules.Host} makes another text of any host, as it may with another version of
     * ICU, or {@link org.schoolgate.rules.url.MatchKey} other steps of a path: what was made canonical by other rules would
     * silently never be found.
     */
    static final int CANON_VERSION = 2;

    static final int ALIGNMENT = 4096;
    static final int DIGEST_BYTES = 32;
    static final int SNAPSHOT_ID_BYTES = 16;

    static final int MAGIC_BYTES = 8;
    static final int FIXED_BYTES = 80;
    static final int ROW_BYTES = 40;
    static final int CRITICAL = 1;

    static final int CHECKSUM_AT = 76;

    static byte[] magic() {
        return "SGINDEX\0".getBytes(StandardCharsets.US_ASCII);
    }

    static int length(int sections) {
        return FIXED_BYTES + sections * ROW_BYTES;
    }

    /** What the snapshot id is taken from. */
    static byte[] identity(long createdAtMillis, HashSeed seed, List<Section> sections) {
        ByteBuffer out = ByteBuffer.allocate(3 * Long.BYTES + sections.size() * ROW_BYTES)
                .order(LITTLE_ENDIAN);
        out.putLong(seed.first()).putLong(seed.second()).putLong(createdAtMillis);
        sections.forEach(section -> putRow(out, section));
        return out.array();
    }

    ByteBuffer encode() {
        int length = length(sections.size());
        ByteBuffer out = ByteBuffer.allocate(length).order(LITTLE_ENDIAN);
        out.put(magic()).putShort((short) FORMAT_MAJOR).putShort((short) FORMAT_MINOR);
        out.putInt(length).putLong(fileLength).putLong(createdAtMillis).put(snapshotId);
        out.putLong(seed.first()).putLong(seed.second());
        out.putInt(sections.size()).putInt(0).putInt(CANON_VERSION).putInt(0);
        sections.forEach(section -> putRow(out, section));
        return out.putInt(CHECKSUM_AT, checksum(out.array())).flip();
    }

    private static void putRow(ByteBuffer out, Section section) {
        out.putInt(section.type()).putInt(section.critical() ? CRITICAL : 0);
        out.putLong(section.offset()).putLong(section.length()).putLong(section.count());
        out.putInt(section.checksum()).putInt(0);
    }

    /** CRC32C of a header, its own field taken as zero. */
    static int checksum(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CHECKSUM_AT);
        crc.update(new byte[Integer.BYTES]);
        crc.update(header, CHECKSUM_AT + Integer.BYTES, header.length - CHECKSUM_AT - Integer.BYTES);
        return (int) crc.getValue();
    }
}
