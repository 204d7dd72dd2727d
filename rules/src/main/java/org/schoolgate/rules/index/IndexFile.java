package org.schoolgate.rules.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** An index file, open: its header and its sections, checked and mapped. What is mapped stays valid after {@link #close}. */
final class IndexFile implements Closeable {
    private final FileChannel channel;
    private final IndexHeader header;
    private final Map<SectionType, Mapped> sections = new EnumMap<>(SectionType.class);

    private record Mapped(SectionType type, Section section, ByteBuffer bytes) {
        /** Goes over all the bytes. */
        boolean isDamaged() {
            CRC32C crc = new CRC32C();
            crc.update(bytes.duplicate());
            return (int) crc.getValue() != section.checksum();
        }
    }

    private IndexFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.header = readHeader();
        for (Section section : header.sections()) {
            add(section);
        }
        for (SectionType type : SectionType.values()) {
            if (type.isRequired() && !sections.containsKey(type)) {
                throw new IndexFormatException("no section " + type + " in it");
            }
        }
        checkSums();
    }

    static IndexFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new IndexFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    IndexHeader header() {
        return header;
    }

    boolean has(SectionType type) {
        return sections.containsKey(type);
    }

    long count(SectionType type) throws IndexFormatException {
        return mapped(type).section().count();
    }

    /** The section's bytes, mapped, little-endian. */
    ByteBuffer bytes(SectionType type) throws IndexFormatException {
        return mapped(type).bytes().duplicate().order(LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Mapped mapped(SectionType type) throws IndexFormatException {
        Mapped section = sections.get(type);
        if (section == null) {
            throw new IndexFormatException("no section " + type + " in it");
        }
        return section;
    }

    private IndexHeader readHeader() throws IOException {
        InputStream in = Channels.newInputStream(channel); // not closed: that would close the channel
        return HeaderReader.read(in.readNBytes(HeaderReader.MAX_BYTES), channel.size());
    }

    private void add(Section section) throws IOException {
        for (SectionType type : SectionType.values()) {
            if (type.code() == section.type()) {
                if (sections.put(type, map(type, section)) != null) {
                    throw new IndexFormatException("damaged: two sections " + type);
                }
                return;
            }
        }
        if (section.critical()) {
            throw new IndexFormatException("section of the unknown type " + section.type()
                    + ", which must not be ignored (made by a newer version?)");
        }
    }

    private Mapped map(SectionType type, Section section) throws IOException {
        if (section.length() > Integer.MAX_VALUE) {
            throw new IndexFormatException("section " + type + " of " + section.length() + " bytes (expected: up to "
                    + Integer.MAX_VALUE + ")");
        }
        return new Mapped(type, section, channel.map(MapMode.READ_ONLY, section.offset(), section.length()));
    }

    /** By all processors that are free: to look at every byte of the file is most of what it takes to load one. */
    private void checkSums() throws IndexFormatException {
        Mapped damaged = sections.values().parallelStream()
                .filter(Mapped::isDamaged)
                .findFirst()
                .orElse(null);
        if (damaged != null) {
            throw new IndexFormatException("damaged: checksum of section " + damaged.type() + " is wrong");
        }
    }
}
