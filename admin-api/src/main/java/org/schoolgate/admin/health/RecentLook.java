package org.schoolgate.admin.health;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A look that costs something, for a question that anyone may ask at any rate: looks once at a time, and gives what it
 * found for two seconds.
 */
public final class RecentLook implements Supplier<List<Check>> {
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final Supplier<List<Check>> look;
    private final LongSupplier nanoTime;
    private List<Check> found = List.of();
    private long lookedAt;

    /** @param nanoTime {@link System#nanoTime} */
    public RecentLook(Supplier<List<Check>> look, LongSupplier nanoTime) {
        this.look = look;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized List<Check> get() {
        if (found.isEmpty() || nanoTime.getAsLong() - lookedAt >= FRESH_NANOS) {
            found = look.get();
            lookedAt = nanoTime.getAsLong();
        }
        return found;
    }
}
