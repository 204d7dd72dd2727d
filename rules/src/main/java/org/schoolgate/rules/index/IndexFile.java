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

/** An index file, open: its header and its sections, checked. What was mapped stays valid after {@link #close}. */
final class IndexFile implements Closeable {
    private final FileChannel channel;
    private final IndexHeader header;
    private final Map<SectionType, Section> sections = new EnumMap<>(SectionType.class);

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
        return section(type).count();
    }

    /** The section's bytes, mapped, little-endian, their checksum found right. */
    ByteBuffer map(SectionType type) throws IOException {
        Section section = section(type);
        if (section.length() > Integer.MAX_VALUE) {
            throw new IndexFormatException("section " + type + " of " + section.length() + " bytes (expected: up to "
                    + Integer.MAX_VALUE + ")");
        }
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, section.offset(), section.length());
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        if ((int) crc.getValue() != section.checksum()) {
            throw new IndexFormatException("damaged: checksum of section " + type + " is wrong");
        }
        return bytes.order(LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Section section(SectionType type) throws IndexFormatException {
        Section section = sections.get(type);
        if (section == null) {
            throw new IndexFormatException("no section " + type + " in it");
        }
        return section;
    }

    private IndexHeader readHeader() throws IOException {
        InputStream in = Channels.newInputStream(channel); // not closed: that would close the channel
        return HeaderReader.read(in.readNBytes(HeaderReader.MAX_BYTES), channel.size());
    }

    private void add(Section section) throws IndexFormatException {
        for (SectionType type : SectionType.values()) {
            if (type.code() == section.type()) {
                if (sections.put(type, section) != null) {
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
}
