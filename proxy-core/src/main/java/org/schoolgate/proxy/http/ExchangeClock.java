package org.schoolgate.proxy.http;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.schoolgate.rules.access.AccessRecord.Timing;

/**
 * Measures where the time of one exchange goes. It is in exactly one phase at a time; the first begins with the first byte
 * of the request. A phase that is entered twice, as when a request is made once more, counts both. Confined to the event
 * loop of the exchange; plain fields, nothing is allocated.
 */
final class ExchangeClock {
    /** What an exchange may wait for. */
    enum Phase {
        QUEUE,
        RESOLVE,
        CONNECT,
        FIRST_BYTE,
        /** All else: deciding, and passing bodies on. Not measured. */
        REST;

        private final String id = name().toLowerCase(Locale.ROOT);

        String id() {
            return id;
        }
    }

    static final List<Phase> MEASURED = List.of(Phase.QUEUE, Phase.RESOLVE, Phase.CONNECT, Phase.FIRST_BYTE);
    /** In place of nanoseconds, of a phase that did not take place. */
    static final long NONE = -1;

    private final LongSupplier nanoTime;
    private final long startNanos;
    private Phase phase = Phase.QUEUE;
    private long sinceNanos;
    private long totalNanos;
    private long queue;
    private long resolve = NONE;
    private long connect = NONE;
    private long firstByte = NONE;

    /** @param startNanos when the first byte came */
    ExchangeClock(LongSupplier nanoTime, long startNanos) {
        this.nanoTime = nanoTime;
        this.startNanos = startNanos;
        this.sinceNanos = startNanos;
    }

    void enter(Phase next) {
        long now = nanoTime.getAsLong();
        close(now);
        phase = next;
        switch (next) {
            case RESOLVE -> resolve = Math.max(0, resolve);
            case CONNECT -> connect = Math.max(0, connect);
            case FIRST_BYTE -> firstByte = Math.max(0, firstByte);
            case QUEUE, REST -> {}
        }
    }

    /** Something came from the origin; only the first time counts. */
    void answerBegins() {
        if (phase == Phase.FIRST_BYTE) {
            enter(Phase.REST);
        }
    }

    /** At the end of the exchange. What follows is for then. */
    void stop() {
        long now = nanoTime.getAsLong();
        close(now);
        phase = Phase.REST;
        totalNanos = now - startNanos;
    }

    /** From the first byte of the request to the end of the exchange. */
    long totalNanos() {
        return totalNanos;
    }

    /** {@link #NONE} when it did not take place. */
    long nanos(Phase measured) {
        return switch (measured) {
            case QUEUE -> queue;
            case RESOLVE -> resolve;
            case CONNECT -> connect;
            case FIRST_BYTE -> firstByte;
            case REST -> NONE;
        };
    }

    Timing timing() {
        return new Timing(millis(totalNanos), millis(queue), millis(resolve), millis(connect), millis(firstByte));
    }

    private void close(long now) {
        long nanos = now - sinceNanos;
        sinceNanos = now;
        switch (phase) {
            case QUEUE -> queue += nanos;
            case RESOLVE -> resolve += nanos;
            case CONNECT -> connect += nanos;
            case FIRST_BYTE -> firstByte += nanos;
            case REST -> {}
        }
    }

    private static long millis(long nanos) {
        return nanos == NONE ? Timing.NONE : TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
