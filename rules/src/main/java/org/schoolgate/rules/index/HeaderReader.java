package org.schoolgate.rules.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads an {@link IndexHeader} and refuses what this version cannot trust, the plainest reason first. */
final class HeaderReader {
    private static final int MAX_SECTIONS = 1000;
    /** No header is longer than this, so it is enough to have that much of the file. */
    static final int MAX_BYTES = IndexHeader.FIXED_BYTES + MAX_SECTIONS * IndexHeader.ROW_BYTES;

    private final byte[] start;
    private final long fileLength;
    private final ByteBuffer in;

    private HeaderReader(byte[] start, long fileLength) {
        this.start = start;
        this.fileLength = fileLength;
        this.in = ByteBuffer.wrap(start).order(LITTLE_ENDIAN);
    }

    /** @param start the first {@link #MAX_BYTES} of the file, or the whole of a shorter one */
    static IndexHeader read(byte[] start, long fileLength) throws IndexFormatException {
        return new HeaderReader(start, fileLength).read();
    }

    private IndexHeader read() throws IndexFormatException {
        checkMagic();
        checkVersion();
        int length = checkLength();
        checkChecksum(Arrays.copyOf(start, length));
        expect(in.getLong(), fileLength, "length of the file in bytes");
        long createdAt = in.getLong();
        byte[] snapshotId = new byte[IndexHeader.SNAPSHOT_ID_BYTES];
        in.get(snapshotId);
        HashSeed seed = new HashSeed(in.getLong(), in.getLong());
        int sections = in.getInt();
        expect(IndexHeader.length(sections), length, "length of the header");
        expect(in.getInt(), 0, "flags");
        expect(in.getInt(), IndexHeader.CANON_VERSION, "canon version");
        in.position(IndexHeader.FIXED_BYTES);
        return new IndexHeader(fileLength, createdAt, snapshotId, seed, readRows(sections));
    }

    private void checkMagic() throws IndexFormatException {
        byte[] found = Arrays.copyOf(start, Math.min(start.length, IndexHeader.MAGIC_BYTES));
        if (!Arrays.equals(found, IndexHeader.magic())) {
            HexFormat hex = HexFormat.of();
            throw new IndexFormatException("no compiled index, as \"lists compile\" makes one: starts with "
                    + hex.formatHex(found) + " (expected: " + hex.formatHex(IndexHeader.magic()) + ")");
        }
        expectBytes(IndexHeader.FIXED_BYTES);
        in.position(IndexHeader.MAGIC_BYTES);
    }

    private void checkVersion() throws IndexFormatException {
        int major = Short.toUnsignedInt(in.getShort());
        int minor = Short.toUnsignedInt(in.getShort());
        if (major != IndexHeader.FORMAT_MAJOR) {
            throw new IndexFormatException("format " + major + "." + minor + " (expected: " + IndexHeader.FORMAT_MAJOR
                    + "; compile the lists with this version)");
        }
    }

    private int checkLength() throws IndexFormatException {
        int length = in.getInt();
        if (length < IndexHeader.FIXED_BYTES || length > MAX_BYTES) {
            throw new IndexFormatException("damaged: header of " + length + " bytes");
        }
        expectBytes(length);
        return length;
    }

    private static void checkChecksum(byte[] header) throws IndexFormatException {
        ByteBuffer stored = ByteBuffer.wrap(header).order(LITTLE_ENDIAN);
        if (stored.getInt(IndexHeader.CHECKSUM_AT) != IndexHeader.checksum(header)) {
            throw new IndexFormatException("damaged: checksum of the header is wrong");
        }
    }

    private List<Section> readRows(int count) throws IndexFormatException {
        List<Section> sections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int type = in.getInt();
            boolean critical = (in.getInt() & IndexHeader.CRITICAL) != 0;
            Section section = new Section(type, critical, in.getLong(), in.getLong(), in.getLong(), in.getInt());
            expect(in.getInt(), 0, "last field of a section");
            checkBounds(section);
            sections.add(section);
        }
        return sections;
    }

    private void checkBounds(Section section) throws IndexFormatException {
        long end = fileLength - IndexHeader.DIGEST_BYTES;
        if (section.offset() < 0 || section.length() < 0 || section.offset() > end - section.length()) {
            throw new IndexFormatException("damaged: section " + section.type() + " is not within the file");
        }
    }

    private void expectBytes(int wanted) throws IndexFormatException {
        if (start.length < wanted) {
            throw new IndexFormatException("truncated: " + start.length + " bytes (expected: " + wanted + " and more)");
        }
    }

    private static void expect(long found, long expected, String what) throws IndexFormatException {
        if (found != expected) {
            throw new IndexFormatException(what + ": " + found + " (expected: " + expected + ")");
        }
    }
}
