package org.schoolgate.rules.access;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Appender;
import org.schoolgate.rules.disk.Disk;

/**
 * Writes one access segment: zstd frames, each with content size and checksum, one a flush, each holding whole lines. Not
 * thread-safe.
 *
 * <p>After {@link #flush} has thrown, the file is never written to again; {@link #continueIn} carries what it still owes into
 * another one.
 */
public final class SegmentWriter implements Closeable {
    /** A writer with more waiting than this should flush: a frame must not grow past what readers accept. */
    public static final int FULL_BYTES = 512 * 1024;

    private static final int MAX_RECORD_BYTES = FrameReader.MAX_CONTENT_BYTES - FULL_BYTES;
    private static final int LEVEL = 3;

    private final Disk disk;
    private final Path folder;
    private final SegmentName name;
    private final Lines waiting;
    private final AccessRecordWriter json;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private @Nullable Appender file;
    private byte[] frame = new byte[0];
    private long acknowledgedBytes;

    private SegmentWriter(Disk disk, Path folder, SegmentName name, Lines waiting) {
        this.disk = disk;
        this.folder = folder;
        this.name = name;
        this.waiting = waiting;
        this.json = new AccessRecordWriter(waiting);
    }

    /** A new segment in this folder. Its file is made by the first flush. */
    public static SegmentWriter create(Disk disk, Path folder, SegmentName name) {
        return new SegmentWriter(disk, folder, name, new Lines());
    }

    /**
     * Adds a record to the next frame, in memory.
     *
     * @throws IllegalArgumentException when it is larger than 512 KiB
     */
    public void append(AccessRecord record) {
        int before = waiting.size();
        try {
            json.write(record);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        if (waiting.size() - before > MAX_RECORD_BYTES) {
            int length = waiting.size() - before;
            waiting.cutTo(before);
            throw new IllegalArgumentException(
                    "record: " + length + " bytes (expected: at most " + MAX_RECORD_BYTES + ")");
        }
        waiting.records++;
    }

    /** Bytes of JSON that wait for the next flush. */
    public int waitingBytes() {
        return waiting.size();
    }

    public int waitingRecords() {
        return waiting.records;
    }

    /** Bytes of the file so far. */
    public long bytes() {
        return acknowledgedBytes;
    }

    /** Writes what waits as one frame; on return it is on the disk. */
    public void flush() throws IOException {
        if (waiting.records == 0) {
            return;
        }
        int length = compress();
        Appender out = open();
        out.write(frame, 0, length);
        out.sync();
        acknowledgedBytes += length;
        waiting.cutTo(0);
        waiting.records = 0;
    }

    private int compress() {
        int bound = (int) Zstd.compressBound(waiting.size());
        if (frame.length < bound) {
            frame = new byte[bound];
        }
        return zstd.compressByteArray(frame, 0, frame.length, waiting.bytes(), 0, waiting.size());
    }

    private Appender open() throws IOException {
        Appender open = file;
        if (open == null) {
            open = disk.append(name.openFile(folder));
            file = open;
            disk.syncFolder(folder);
        }
        return open;
    }

    /** Gives up this file, at what was acknowledged of it, and goes on in another with what waits. */
    public SegmentWriter continueIn(SegmentName next) {
        zstd.close();
        try (Appender abandoned = file) {
            if (abandoned != null) {
                disk.truncate(name.openFile(folder), acknowledgedBytes);
                finish();
            }
        } catch (IOException e) {
            // Left open; recovery after the next start cuts it at its last whole frame.
        }
        return new SegmentWriter(disk, folder, next, waiting);
    }

    /**
     * Flushes and closes; the file then has its final name.
     *
     * @throws IOException when the flush failed; the segment is then still open, to be continued in another
     */
    @Override
    public void close() throws IOException {
        flush();
        if (file != null) {
            file.close();
            finish();
        }
        zstd.close();
    }

    private void finish() throws IOException {
        if (acknowledgedBytes == 0) {
            disk.delete(name.openFile(folder));
        } else {
            disk.move(name.openFile(folder), name.closedFile(folder));
        }
    }

    /** The lines of the next frame; shares its array, where a {@link ByteArrayOutputStream} would copy it. */
    private static final class Lines extends ByteArrayOutputStream {
        private int records;

        byte[] bytes() {
            return buf;
        }

        void cutTo(int length) {
            count = length;
        }
    }
}
