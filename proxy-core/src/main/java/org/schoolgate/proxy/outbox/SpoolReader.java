package org.schoolgate.proxy.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.schoolgate.rules.disk.Disk;

/** Reads the lines of one spool file from some place on, at most {@link #CHUNK_BYTES} of them. */
final class SpoolReader {
    /** A line is never longer than half of this, see {@link Spool#MAX_EVENT_BYTES}. */
    static final int CHUNK_BYTES = 512 * 1024;

    /** An incident, and the offset after its line. */
    record Entry(byte[] json, long end) {}

    /**
     * What a file has from some place on.
     *
     * @param end where to read on: after the last whole line, or the end of the file when there is none
     * @param damagedBytes of lines that are not as they were written, a torn tail among them
     */
    record Chunk(List<Entry> entries, long end, long damagedBytes) {}

    private SpoolReader() {}

    /** Reads from {@code offset} to {@code limit}, which is the end of what was synced. */
    static Chunk read(Disk disk, Path file, long offset, long limit, int maxEntries) throws IOException {
        byte[] bytes = bytes(disk, file, offset, limit);
        List<Entry> entries = new ArrayList<>();
        long damaged = 0;
        int start = 0;
        int end = indexOfLineFeed(bytes, start);
        if (end < 0) {
            return new Chunk(entries, offset + bytes.length, bytes.length);
        }
        while (end >= 0 && entries.size() < maxEntries) {
            Optional<byte[]> json = SpoolLine.read(Arrays.copyOfRange(bytes, start, end));
            if (json.isPresent()) {
                entries.add(new Entry(json.get(), offset + end + 1));
            } else {
                damaged += end + 1 - start;
            }
            start = end + 1;
            end = indexOfLineFeed(bytes, start);
        }
        return new Chunk(entries, offset + start, damaged);
    }

    private static int indexOfLineFeed(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] bytes(Disk disk, Path file, long offset, long limit) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(CHUNK_BYTES, limit - offset)));
        try (SeekableByteChannel channel = disk.read(file)) {
            channel.position(offset);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // A read may stop short of what was asked for.
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
