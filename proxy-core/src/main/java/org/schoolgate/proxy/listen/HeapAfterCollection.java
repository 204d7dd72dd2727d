package org.schoolgate.proxy.listen;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How much of the heap was in use after it was last collected, as a share of all it may have; what is in use now is mostly
 * garbage. Where nothing has been collected for a while nobody asks for memory, and the last figure, which may be of
 * garbage too, counts no more. Not thread-safe.
 */
final class HeapAfterCollection implements DoubleSupplier {
    private static final long VALID_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    private long collections;
    private long seenAt;

    HeapAfterCollection(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.seenAt = nanoTime.getAsLong() - VALID_NANOS;
    }

    @Override
    public double getAsDouble() {
        long now = nanoTime.getAsLong();
        long count = collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        if (count != collections) {
            collections = count;
            seenAt = now;
        }
        return now - seenAt < VALID_NANOS
                ? (double) used() / Runtime.getRuntime().maxMemory()
                : 0;
    }

    private long used() {
        long used = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage usage = pool.getCollectionUsage();
            used += usage == null ? 0 : usage.getUsed();
        }
        return used;
    }
}
