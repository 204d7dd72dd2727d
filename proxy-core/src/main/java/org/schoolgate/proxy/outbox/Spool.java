package org.schoolgate.proxy.outbox;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Appender;
import org.schoolgate.rules.disk.Disk;

/**
 * Incidents on disk, first in, first out. Files are only ever appended to, and never by a later start of the gateway: so a
 * torn tail stays a tail. Thread-safe; one thread appends, another takes.
 *
 * <pre>{@code
 * incidents-3-1.jsonl   of epoch 3, the first file; deleted when all of it has been delivered
 * incidents-3-2.jsonl
 * delivered             "incidents-3-1.jsonl 18233": everything before byte 18233 of that file has been delivered
 * reserve               room that is given up when the disk is full
 * }</pre>
 */
final class Spool implements Closeable {
    /** JSON of one incident; the reader holds a chunk of at least two. */
    static final int MAX_EVENT_BYTES = SpoolReader.CHUNK_BYTES / 2 - 16;

    private static final long FILE_BYTES = 4 * 1024 * 1024;
    private static final int RESERVE_BYTES = 1024 * 1024;

    private final Disk disk;
    private final Path folder;
    private final long maxBytes;
    /** Of each file what is known to be on the disk. */
    private final NavigableMap<SpoolName, Long> files = new TreeMap<>();

    private SpoolPosition delivered;
    private SpoolName last;
    private @Nullable Appender current;
    private int waiting;
    private long damagedBytes;

    private Spool(Disk disk, Path folder, long epoch, long maxBytes, SpoolPosition delivered) {
        this.disk = disk;
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.delivered = delivered;
        this.last = new SpoolName(epoch, 0);
    }

    /**
     * Opens the spool of a folder that is there, and counts what earlier starts left in it.
     *
     * @param epoch of this start; no file has it yet
     * @param maxBytes that may wait for delivery
     */
    static Spool open(Disk disk, Path folder, long epoch, long maxBytes) throws IOException {
        Spool spool = new Spool(disk, folder, epoch, maxBytes, SpoolPosition.read(disk, folder.resolve("delivered")));
        for (Path file : disk.list(folder)) {
            SpoolName name = SpoolName.of(file).orElse(null);
            if (name != null) {
                spool.files.put(name, disk.size(file));
            }
        }
        spool.deleteDelivered();
        spool.countWaiting();
        spool.makeReserve();
        return spool;
    }

    private void countWaiting() throws IOException {
        for (Map.Entry<SpoolName, Long> file : files.entrySet()) {
            long offset = startIn(file.getKey());
            while (offset < file.getValue()) {
                SpoolReader.Chunk chunk = read(file.getKey(), offset, Integer.MAX_VALUE);
                waiting += chunk.entries().size();
                damagedBytes += chunk.damagedBytes();
                offset = chunk.end();
            }
        }
    }

    private long startIn(SpoolName file) {
        return file.equals(delivered.file()) ? delivered.offset() : 0;
    }

    private SpoolReader.Chunk read(SpoolName file, long offset, int maxEntries) throws IOException {
        return SpoolReader.read(disk, folder.resolve(file.text()), offset, files.getOrDefault(file, 0L), maxEntries);
    }

    /** How many incidents have not been delivered. */
    synchronized int waiting() {
        return waiting;
    }

    /** Bytes that were damaged when the spool was opened; incidents in them cannot be read. */
    synchronized long damagedBytes() {
        return damagedBytes;
    }

    synchronized boolean isFull() {
        long bytes = 0;
        for (Map.Entry<SpoolName, Long> file : files.entrySet()) {
            bytes += file.getValue() - startIn(file.getKey());
        }
        return bytes >= maxBytes;
    }

    /**
     * Stores incidents; they are on the disk when this returns.
     *
     * @param events the JSON of each, at most {@link #MAX_EVENT_BYTES}
     * @throws IOException when two files in a row could not be written; this may then be tried again
     */
    synchronized void append(List<byte[]> events) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        events.forEach(json -> SpoolLine.write(json, lines));
        try {
            write(lines.toByteArray());
        } catch (IOException firstFile) {
            disk.delete(folder.resolve("reserve"));
            write(lines.toByteArray());
        }
        waiting += events.size();
    }

    private void write(byte[] lines) throws IOException {
        try {
            Appender file = open();
            file.write(lines, 0, lines.length);
            file.sync();
        } catch (IOException e) {
            leaveCurrent();
            deleteUnlessNeeded(last, e);
            throw e;
        }
        long bytes = files.merge(last, (long) lines.length, Long::sum);
        if (bytes >= FILE_BYTES) {
            leaveCurrent();
        }
    }

    /** Nothing of a file that failed at its first write counts; else each further try would leave one behind. */
    private void deleteUnlessNeeded(SpoolName file, IOException failure) {
        if (files.containsKey(file)) {
            return;
        }
        try {
            disk.delete(folder.resolve(file.text()));
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private Appender open() throws IOException {
        Appender file = current;
        if (file == null) {
            last = last.next();
            file = disk.append(folder.resolve(last.text()));
            current = file;
            disk.syncFolder(folder);
        }
        return file;
    }

    private void leaveCurrent() {
        Appender file = current;
        current = null;
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            // What counts has been synced, or will be written to another file.
        }
    }

    /** The oldest incidents that have not been delivered, in order, all of one file; empty when there are none. */
    synchronized List<SpooledEvent> oldest(int max) throws IOException {
        for (SpoolName file : files.tailMap(delivered.file(), true).keySet()) {
            long offset = startIn(file);
            while (offset < files.getOrDefault(file, 0L)) {
                SpoolReader.Chunk chunk = read(file, offset, max);
                if (!chunk.entries().isEmpty()) {
                    return chunk.entries().stream()
                            .map(entry -> new SpooledEvent(entry.json(), new SpoolPosition(file, entry.end())))
                            .toList();
                }
                offset = chunk.end();
            }
        }
        return List.of();
    }

    /**
     * Takes out the oldest incidents.
     *
     * @param events as {@link #oldest} gave them, from the first
     * @throws IOException when this could not be stored: they are gone all the same until the next start
     */
    synchronized void delivered(List<SpooledEvent> events) throws IOException {
        delivered = events.get(events.size() - 1).end();
        waiting -= events.size();
        delivered.write(disk, folder.resolve("delivered"));
        deleteDelivered();
        makeReserve();
    }

    private void deleteDelivered() throws IOException {
        while (!files.isEmpty() && isDelivered(files.firstKey())) {
            disk.delete(folder.resolve(files.firstKey().text()));
            files.remove(files.firstKey());
        }
    }

    private boolean isDelivered(SpoolName file) {
        boolean isWritten = current != null && file.equals(last);
        int order = file.compareTo(delivered.file());
        return !isWritten && (order < 0 || order == 0 && delivered.offset() >= files.getOrDefault(file, 0L));
    }

    private void makeReserve() throws IOException {
        Path reserve = folder.resolve("reserve");
        if (disk.list(folder).contains(reserve) || disk.usableBytes(folder) < 4 * RESERVE_BYTES) {
            return;
        }
        disk.replace(reserve, new byte[RESERVE_BYTES]);
    }

    @Override
    public synchronized void close() {
        leaveCurrent();
    }
}
