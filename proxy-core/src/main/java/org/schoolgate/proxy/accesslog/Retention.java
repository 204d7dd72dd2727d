package org.schoolgate.proxy.accesslog;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.disk.Disk;

/** Deletes the oldest closed segments: those past their age, those past the total, and those the disk has no room for. */
final class Retention {
    /** A wall clock that leaves the monotonic one by more than this is not trusted to say what is old. */
    private static final Duration MAX_CLOCK_JUMP = Duration.ofDays(1);

    private final Disk disk;
    private final Path folder;
    private final AccessLogLimits limits;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final MeterRegistry meters;
    private final Instant startedAt;
    private final long startedNanos;

    Retention(
            Disk disk,
            Path folder,
            AccessLogLimits limits,
            InstantSource clock,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.disk = disk;
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.meters = meters;
        this.startedAt = clock.instant();
        this.startedNanos = nanoTime.getAsLong();
    }

    /** Deletes what need not or cannot be kept. */
    void enforce() throws IOException {
        List<Path> oldestFirst = closedSegments();
        long total = 0;
        for (Path segment : oldestFirst) {
            total += disk.size(segment);
        }
        for (Path segment : oldestFirst) {
            String why = whyNotKept(segment, total);
            if (why == null) {
                return;
            }
            total -= disk.size(segment);
            disk.delete(segment);
            meters.counter("schoolgate.access.segments.deleted", "why", why).increment();
        }
    }

    /** Null when it is kept, and with it all that is newer. */
    private @Nullable String whyNotKept(Path segment, long total) throws IOException {
        if (isTooOld(segment)) {
            return "age";
        }
        if (total > limits.keepBytes()) {
            return "size";
        }
        return hasRoom() ? null : "disk_full";
    }

    /** Whether the disk has as much left as it should. */
    boolean hasRoom() throws IOException {
        return disk.usableBytes(folder) >= limits.spareBytes();
    }

    private List<Path> closedSegments() throws IOException {
        record Segment(SegmentName name, Path file) {}
        return disk.list(folder).stream()
                .filter(file -> !SegmentName.isOpen(file))
                .flatMap(file -> SegmentName.of(file).map(name -> new Segment(name, file)).stream())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .map(Segment::file)
                .toList();
    }

    private boolean isTooOld(Path segment) throws IOException {
        Instant now = clock.instant();
        Duration sinceStart = Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
        Duration jump = Duration.between(startedAt.plus(sinceStart), now).abs();
        return jump.compareTo(MAX_CLOCK_JUMP) <= 0 && disk.modified(segment).isBefore(now.minus(limits.keepAge()));
    }
}
