package org.schoolgate.proxy.accesslog;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Disk;

/** Deletes the oldest closed segments: those past their age, those past the total, and those the disk has no room for. */
final class Retention {
    /** A wall clock that leaves the monotonic one by more than this is not trusted to say what is old. */
    private static final Duration MAX_CLOCK_JUMP = Duration.ofDays(1);

    private final Disk disk;
    private final Path folder;
    private final ClosedSegments segments;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final MeterRegistry meters;
    private final Instant startedAt;
    private final long startedNanos;
    private volatile AccessLogLimits limits;

    Retention(
            Disk disk,
            Path folder,
            AccessLogLimits limits,
            InstantSource clock,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.disk = disk;
        this.folder = folder;
        this.segments = new ClosedSegments(disk, folder);
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.meters = meters;
        this.startedAt = clock.instant();
        this.startedNanos = nanoTime.getAsLong();
    }

    /** From the next time on; for any thread. */
    void use(AccessLogLimits next) {
        limits = next;
    }

    /** Takes note of a segment that was closed just now. */
    void closed(Path segment) throws IOException {
        segments.add(segment);
    }

    /** Takes note that there may be others than those that it was told of. */
    void recount() {
        segments.forget();
    }

    /** Deletes what need not or cannot be kept. */
    void enforce() throws IOException {
        try {
            deleteOldest();
        } catch (NoSuchFileException e) { // someone else has deleted it
            segments.forget();
            deleteOldest();
        }
    }

    private void deleteOldest() throws IOException {
        for (Path oldest = segments.oldest(); oldest != null; oldest = segments.oldest()) {
            String why = whyNotKept(oldest);
            if (why == null) {
                return;
            }
            segments.deleteOldest();
            meters.counter("schoolgate.access.segments.deleted", "why", why).increment();
        }
    }

    /** Null when it is kept, and with it all that is newer. */
    private @Nullable String whyNotKept(Path segment) throws IOException {
        if (isTooOld(segment)) {
            return "age";
        }
        if (segments.bytes() > limits.keepBytes()) {
            return "size";
        }
        return hasRoom() ? null : "disk_full";
    }

    /** Whether the disk has as much left as it should. */
    boolean hasRoom() throws IOException {
        return disk.usableBytes(folder) >= limits.spareBytes();
    }

    private boolean isTooOld(Path segment) throws IOException {
        Instant now = clock.instant();
        Duration sinceStart = Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
        Duration jump = Duration.between(startedAt.plus(sinceStart), now).abs();
        return jump.compareTo(MAX_CLOCK_JUMP) <= 0 && disk.modified(segment).isBefore(now.minus(limits.keepAge()));
    }
}
