package org.schoolgate.proxy.origin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.origin.DialException.Outcome;

/** Counts connections to origins, those of all event loops together. Thread-safe. */
final class OriginMeters {
    private final LongAdder dialling = new LongAdder();
    private final LongAdder open = new LongAdder();
    private final LongAdder idle = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder reused = new LongAdder();
    private final Map<Outcome, LongAdder> failures = new EnumMap<>(Outcome.class);

    OriginMeters() {
        for (Outcome outcome : Outcome.values()) {
            failures.put(outcome, new LongAdder());
        }
    }

    /** Somebody wants a connection; one of the next three follows. */
    void dialling() {
        dialling.increment();
    }

    void opened() {
        dialling.decrement();
        opened.increment();
        open.increment();
    }

    void failed(Outcome why) {
        dialling.decrement();
        Objects.requireNonNull(failures.get(why)).increment();
    }

    /** Nobody wants it any more. */
    void givenUp() {
        dialling.decrement();
    }

    void closed() {
        open.decrement();
    }

    /** One of those that are open is kept for later. */
    void kept() {
        idle.increment();
    }

    /** It is kept no more. */
    void released() {
        idle.decrement();
    }

    void reused() {
        reused.increment();
    }

    void register(MeterRegistry meters) {
        state("dialling", dialling::sum, meters);
        state("idle", idle::sum, meters);
        state("busy", () -> Math.max(0, open.sum() - idle.sum()), meters);
        FunctionCounter.builder("schoolgate.origin.connections.opened", opened, LongAdder::sum)
                .register(meters);
        FunctionCounter.builder("schoolgate.origin.connections.reused", reused, LongAdder::sum)
                .register(meters);
        failures.forEach(
                (why, count) -> FunctionCounter.builder("schoolgate.origin.connections.failed", count, LongAdder::sum)
                        .tag("reason", why.token())
                        .register(meters));
    }

    private static void state(String state, LongSupplier count, MeterRegistry meters) {
        Gauge.builder("schoolgate.origin.connections", count::getAsLong)
                .tag("state", state)
                .register(meters);
    }
}
