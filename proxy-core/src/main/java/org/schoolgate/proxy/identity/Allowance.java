package org.schoolgate.proxy.identity;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much one client may still ask, on all its connections together: a token bucket, kept as the time at which it would be
 * full again (the generic cell rate algorithm of ITU-T I.371), so that asking allocates nothing. Thread-safe.
 */
public final class Allowance {
    private static final long NOTE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RequestRate rate;
    private final AtomicLong fullAt;
    private final AtomicLong notedAt;

    Allowance(RequestRate rate, long nowNanos) {
        this.rate = rate;
        this.fullAt = new AtomicLong(nowNanos);
        this.notedAt = new AtomicLong(nowNanos - NOTE_NANOS);
    }

    /** Counts one request; returns whether it may be served. One that may not takes nothing from those to come. */
    public boolean take(long nowNanos) {
        if (rate.isUnlimited()) {
            return true;
        }
        while (true) {
            long known = fullAt.get();
            long next = (known - nowNanos > 0 ? known : nowNanos) + rate.intervalNanos();
            if (next - nowNanos > rate.burstNanos()) {
                return false;
            }
            if (fullAt.compareAndSet(known, next)) {
                return true;
            }
        }
    }

    /** Whether what is refused now at a limit is written down: one a second is, whatever a client does. */
    public boolean isNoted(long nowNanos) {
        long last = notedAt.get();
        return nowNanos - last >= NOTE_NANOS && notedAt.compareAndSet(last, nowNanos);
    }
}
