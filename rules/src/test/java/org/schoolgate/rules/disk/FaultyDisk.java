package org.schoolgate.rules.disk;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real disk, made to fail on demand. A file made through it remembers how much of it has been synced, and {@link
 * #crash} cuts it there: what a power cut may do.
 */
public final class FaultyDisk implements Disk {
    private final Disk real = Disk.ofSystem();
    private final Map<Path, Long> synced = new ConcurrentHashMap<>();
    private final AtomicInteger listings = new AtomicInteger();
    private volatile boolean writesFail;
    private volatile boolean syncsFail;
    private volatile int tornAfter = Integer.MAX_VALUE;
    private volatile long usableBytes = Long.MAX_VALUE;

    /** Every write fails without a byte, and so does making files. */
    public void failWrites(boolean fail) {
        writesFail = fail;
    }

    /** Every sync fails; bytes are written all the same. */
    public void failSyncs(boolean fail) {
        syncsFail = fail;
    }

    /** The next write stops after so many bytes and fails; those after it work. */
    public void tearNextWrite(int afterBytes) {
        tornAfter = afterBytes;
    }

    public void usableBytes(long bytes) {
        usableBytes = bytes;
    }

    /** Forgets what was written and not synced; files keep their names. */
    public void crash() throws IOException {
        for (Map.Entry<Path, Long> file : synced.entrySet()) {
            real.truncate(file.getKey(), file.getValue());
        }
        synced.clear();
    }

    /** How often folders were listed. */
    public int listings() {
        return listings.get();
    }

    @Override
    public Appender append(Path file) throws IOException {
        if (writesFail) {
            throw new IOException("no space left on device (made to fail)");
        }
        Appender appender = real.append(file);
        synced.put(file, real.size(file));
        return new FaultyAppender(file, appender);
    }

    private final class FaultyAppender implements Appender {
        private final Path file;
        private final Appender real;

        FaultyAppender(Path file, Appender real) {
            this.file = file;
            this.real = real;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (writesFail) {
                throw new IOException("no space left on device (made to fail)");
            }
            if (tornAfter < length) {
                real.write(bytes, offset, tornAfter);
                tornAfter = Integer.MAX_VALUE;
                throw new IOException("torn write (made to fail)");
            }
            real.write(bytes, offset, length);
        }

        @Override
        public void sync() throws IOException {
            if (syncsFail) {
                throw new IOException("input/output error (made to fail)");
            }
            real.sync();
            synced.put(file, FaultyDisk.this.real.size(file));
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        real.move(from, to);
        Long length = synced.remove(from);
        if (length != null) {
            synced.put(to, length);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
        synced.remove(file);
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        real.truncate(file, length);
        synced.computeIfPresent(file, (path, bytes) -> Math.min(bytes, length));
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return Math.min(usableBytes, real.usableBytes(folder));
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        real.makeFolder(folder);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        listings.incrementAndGet();
        return real.list(folder);
    }

    @Override
    public SeekableByteChannel read(Path file) throws IOException {
        return real.read(file);
    }

    @Override
    public byte[] readAll(Path file, int maxBytes) throws IOException {
        return real.readAll(file, maxBytes);
    }

    @Override
    public void link(Path file, Path secondName) throws IOException {
        real.link(file, secondName);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        real.syncFolder(folder);
    }

    @Override
    public long size(Path file) throws IOException {
        return real.size(file);
    }

    @Override
    public Instant modified(Path file) throws IOException {
        return real.modified(file);
    }
}
