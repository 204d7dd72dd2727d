package org.schoolgate.proxy.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has those who try one password after another wait longer and longer. An attempt counts from its beginning, so that many at
 * once are no way round; one that turns out right is taken back. Bounded: of more than that, those not seen for long begin
 * anew. Thread-safe.
 */
final class BackOff {
    private static final int MAX_KNOWN = 20_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 5;

    /** @param untilNanos nothing is tried before */
    private record Attempts(int count, long untilNanos) {}

    private final int free;
    private final LongSupplier nanoTime;
    private final Cache<String, Attempts> attempts;

    /** @param free attempts that are tried at once */
    BackOff(int free, LongSupplier nanoTime) {
        this.free = free;
        this.nanoTime = nanoTime;
        this.attempts = Caffeine.newBuilder()
                .maximumSize(MAX_KNOWN)
                .expireAfterWrite(REMEMBERED)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    boolean mustWait(String who) {
        Attempts known = attempts.getIfPresent(who);
        return known != null && known.count() >= free && known.untilNanos() - nanoTime.getAsLong() > 0;
    }

    void begin(String who) {
        attempts.asMap().compute(who, (key, known) -> next(known));
    }

    private Attempts next(@Nullable Attempts known) {
        int count = known == null ? 1 : known.count() + 1;
        int doublings = Math.min(count - free, MAX_DOUBLINGS);
        Duration wait = doublings < 0 ? Duration.ZERO : FIRST.multipliedBy(1L << doublings);
        long nanos = Math.min(wait.toNanos(), LONGEST.toNanos());
        return new Attempts(count, nanoTime.getAsLong() + nanos);
    }

    /** The attempt was none: it was right, or not made. */
    void takeBack(String who) {
        attempts.asMap()
                .computeIfPresent(
                        who,
                        (key, known) ->
                                known.count() == 1 ? null : new Attempts(known.count() - 1, nanoTime.getAsLong()));
    }

    /** All that was tried before counts no more. */
    void forget(String who) {
        attempts.invalidate(who);
    }
}
