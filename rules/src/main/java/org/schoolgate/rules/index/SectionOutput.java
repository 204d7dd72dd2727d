package org.schoolgate.rules.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Writes one section after another, each aligned, and keeps account of it for the section table. */
final class SectionOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private long start;
    /** Where in the file the buffer belongs. */
    private long flushed;

    /** Continues where the channel is. */
    SectionOutput(FileChannel channel) throws IOException {
        this.channel = channel;
        this.flushed = channel.position();
    }

    /** Begins a section at the next aligned place behind what is there. */
    void begin() throws IOException {
        start = (flushed + IndexHeader.ALIGNMENT - 1) / IndexHeader.ALIGNMENT * IndexHeader.ALIGNMENT;
        writeFully(ByteBuffer.allocate((int) (start - flushed)));
        crc.reset();
    }

    /** A buffer with room for so many bytes, up to 64 KiB, to put them into. */
    ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /** Where in the section the next byte will be. */
    long position() {
        return flushed - start + buffer.position();
    }

    Section writeWhole(SectionType type, byte[] bytes, long count) throws IOException {
        begin();
        crc.update(bytes);
        writeFully(ByteBuffer.wrap(bytes));
        return end(type, count);
    }

    Section end(SectionType type, long count) throws IOException {
        flush();
        return new Section(type.code(), true, start, flushed - start, count, (int) crc.getValue());
    }

    private void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
        writeFully(buffer);
        buffer.clear();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            flushed += channel.write(bytes);
        }
    }
}
