package org.schoolgate.proxy.listen;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.DoubleSupplier;
import org.schoolgate.proxy.metrics.Health;

/**
 * Says when memory is short, so that no more connections are taken in and those that are served have what they need. Looks
 * at it when it is told to, from one thread; for all threads otherwise.
 */
final class MemoryGuard {
    private static final String CHECK = "memory";

    private final DoubleSupplier heap;
    private final DoubleSupplier direct;
    private final Health health;
    private volatile int maxPercent;
    private volatile double heapShare;
    private volatile double directShare;
    private volatile boolean isShort;

    /**
     * @param maxPercent of heap or direct memory above which it is short
     * @param heap share of it that is in use, 0 to 1
     * @param direct the same of the memory for buffers
     */
    MemoryGuard(int maxPercent, DoubleSupplier heap, DoubleSupplier direct, Health health) {
        this.maxPercent = maxPercent;
        this.heap = heap;
        this.direct = direct;
        this.health = health;
    }

    void use(int percent) {
        maxPercent = percent;
    }

    void look() {
        heapShare = heap.getAsDouble();
        directShare = direct.getAsDouble();
        int percent = maxPercent;
        boolean isShortNow = Math.max(heapShare, directShare) * 100 > percent;
        if (isShortNow) {
            health.error(
                    CHECK,
                    "short: over %d %% in use (max_memory_percent); new connections are turned away"
                            .formatted(percent));
        } else {
            health.ok(CHECK, "enough");
        }
        isShort = isShortNow;
    }

    boolean isShort() {
        return isShort;
    }

    void register(MeterRegistry meters) {
        register("heap", () -> heapShare, meters);
        register("direct", () -> directShare, meters);
    }

    private static void register(String kind, DoubleSupplier share, MeterRegistry meters) {
        Gauge.builder("schoolgate.memory.used.ratio", share::getAsDouble)
                .tag("kind", kind)
                .register(meters);
    }
}
