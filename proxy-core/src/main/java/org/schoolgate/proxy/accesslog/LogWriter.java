package org.schoolgate.proxy.accesslog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.access.SegmentWriter;
import org.schoolgate.rules.disk.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records into segments, one after the other. A segment that failed is never written to again: what it owes goes to the
 * next one, at once and then every second. Confined to one thread, which calls {@link #tick} several times a second.
 */
final class LogWriter {
    static final String CHECK = "access log";

    private static final Logger log = LoggerFactory.getLogger(LogWriter.class);
    private static final long RETRY_NANOS = 1_000_000_000;

    private enum State {
        WRITING,
        /** Writes again, but the segment that is open now began with a failure. */
        RECOVERED,
        FAILING
    }

    private final Disk disk;
    private final Path folder;
    private final AccessLogLimits limits;
    private final Retention retention;
    private final LongSupplier nanoTime;
    private final Health health;
    private State state = State.WRITING;
    private SegmentName name;
    private SegmentWriter segment;
    private long openedNanos;
    private long flushedNanos;
    private long failedNanos;

    LogWriter(
            Disk disk,
            Path folder,
            SegmentName first,
            AccessLogLimits limits,
            Retention retention,
            LongSupplier nanoTime,
            Health health) {
        this.disk = disk;
        this.folder = folder;
        this.limits = limits;
        this.retention = retention;
        this.nanoTime = nanoTime;
        this.health = health;
        this.name = first;
        this.segment = SegmentWriter.create(disk, folder, first);
        this.openedNanos = nanoTime.getAsLong();
        this.flushedNanos = openedNanos;
        health.ok(CHECK, "writing");
    }

    /** Whether there is room for a record; while the disk fails, one frame's worth is held. */
    boolean accepts() {
        return segment.waitingBytes() < SegmentWriter.FULL_BYTES;
    }

    int waitingRecords() {
        return segment.waitingRecords();
    }

    /**
     * Adds a record to those that wait for the next flush.
     *
     * @throws IllegalArgumentException when it is too large for any segment
     */
    void append(AccessRecord record) {
        segment.append(record);
    }

    /** Does what is due: flush, close and open segments, delete old ones. */
    void tick() {
        long now = nanoTime.getAsLong();
        if (state == State.FAILING) {
            if (now - failedNanos >= RETRY_NANOS) {
                writeToNext(now);
            }
            return;
        }
        if (now - flushedNanos >= limits.flushEvery().toNanos() || !accepts()) {
            flush(now);
        }
        boolean isDue = segment.bytes() >= limits.segmentBytes()
                || now - openedNanos >= limits.segmentAge().toNanos();
        if (isDue && state != State.FAILING) {
            rotate(now);
        }
    }

    private void flush(long now) {
        flushedNanos = now;
        try {
            segment.flush();
        } catch (IOException e) {
            fail(e, now);
        }
    }

    private void fail(IOException failure, long now) {
        log.warn("Access log: {}; going on in another segment", failure.toString());
        writeToNext(now);
    }

    private void writeToNext(long now) {
        openNext(now);
        retention.recount();
        try {
            retention.enforce();
            segment.flush();
            state = State.RECOVERED;
            health.warn(CHECK, "writing again after a failure; nothing that was held is lost");
        } catch (IOException e) {
            state = State.FAILING;
            failedNanos = now;
            health.error(CHECK, "cannot write: " + e.getMessage() + "; records are held in memory as long as they fit");
        }
    }

    private void openNext(long now) {
        name = new SegmentName(name.gateway(), name.epoch(), name.number() + 1);
        segment = segment.continueIn(name);
        openedNanos = now;
    }

    private void rotate(long now) {
        openedNanos = now;
        try {
            if (segment.bytes() > 0) {
                segment.close();
                retention.closed(name.closedFile(folder));
                openNext(now);
            }
            retention.enforce();
            reportAfterRotation();
        } catch (IOException e) {
            fail(e, now);
        }
    }

    private void reportAfterRotation() throws IOException {
        state = State.WRITING;
        if (retention.hasRoom()) {
            health.ok(CHECK, "writing");
        } else {
            health.error(CHECK, "the disk is full; nothing older is left to delete");
        }
    }

    /** Flushes and closes what is open; on failure tries one more segment. */
    void close() {
        if (state == State.FAILING) {
            openNext(nanoTime.getAsLong());
        }
        try {
            segment.close();
        } catch (IOException e) {
            fail(e, nanoTime.getAsLong());
            closeLast();
        }
    }

    private void closeLast() {
        try {
            segment.close();
        } catch (IOException e) {
            log.error("Access log: {} records cannot be written before the stop: {}", waitingRecords(), e.toString());
        }
    }
}
