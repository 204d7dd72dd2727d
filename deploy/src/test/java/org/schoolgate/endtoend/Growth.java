package org.schoolgate.endtoend;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** By how much the memory of a process grows while it is looked at, and of what kind it is. */
final class Growth {
    private static final double MEBIBYTE = 1 << 20;

    private final Jvm process;
    private final long begun = System.nanoTime();
    private final Map<String, Long> first;
    private final Trend resident = new Trend();
    private final Trend live = new Trend();

    Growth(Jvm process) {
        this.process = process;
        this.first = process.memoryKibibytes();
    }

    /** Looks at what it has; returns what it sees. */
    String lookAtResident() {
        long bytes = process.residentBytes();
        resident.add(now(), bytes);
        return "%s: RSS %d KiB".formatted(now(), bytes / 1024);
    }

    /** The same of its heap after a collection, for which it stands still. */
    String lookAtLive() {
        long bytes = process.liveBytes();
        live.add(now(), bytes);
        return "%s: live heap %d KiB; of other kinds, KiB more: %s".formatted(now(), bytes / 1024, kinds());
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Since the beginning. */
    private Map<String, Long> kinds() {
        Map<String, Long> grown = new TreeMap<>();
        process.memoryKibibytes().forEach((kind, kibibytes) -> {
            long more = kibibytes - first.getOrDefault(kind, 0L);
            if (more != 0) {
                grown.put(kind, more);
            }
        });
        return grown;
    }

    /** MiB an hour. */
    double ofResident() {
        return resident.perHour() / MEBIBYTE;
    }

    /** MiB an hour. */
    double ofLive() {
        return live.perHour() / MEBIBYTE;
    }
}
