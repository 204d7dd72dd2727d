package org.schoolgate.proxy.tunnel;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.schoolgate.proxy.http.TunnelEnd;

/** Counts what becomes of tunnels. Thread-safe. */
final class TunnelCounts {
    /** What becomes of a CONNECT that was not refused at once. */
    enum Outcome {
        OPENED,
        /** Went on as HTTP in the clear. */
        HTTP,
        BLOCKED,
        SNI_MISMATCH,
        UNRECOGNISED,
        UNREACHABLE
    }

    private final Map<Outcome, LongAdder> outcomes = adders(Outcome.class, EnumSet.allOf(Outcome.class));
    /** Of those that were open. */
    private final Map<TunnelEnd, LongAdder> ends =
            adders(TunnelEnd.class, EnumSet.complementOf(EnumSet.of(TunnelEnd.HTTP, TunnelEnd.REFUSED)));

    private final LongAdder judgedAgain = new LongAdder();
    private final LongAdder open = new LongAdder();

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type, Set<E> constants) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        constants.forEach(constant -> adders.put(constant, new LongAdder()));
        return adders;
    }

    void count(Outcome outcome) {
        increment(outcomes, outcome);
    }

    private static <E> void increment(Map<E, LongAdder> adders, E constant) {
        LongAdder adder = adders.get(constant);
        if (adder != null) {
            adder.increment();
        }
    }

    void judgedAgain() {
        judgedAgain.increment();
    }

    void opened() {
        open.increment();
    }

    void closed(TunnelEnd why) {
        open.decrement();
        increment(ends, why);
    }

    void register(MeterRegistry meters) {
        Gauge.builder("schoolgate.tunnels.open", open, LongAdder::sum).register(meters);
        FunctionCounter.builder("schoolgate.tunnels.judged.again", judgedAgain, LongAdder::sum)
                .register(meters);
        outcomes.forEach((outcome, count) -> FunctionCounter.builder("schoolgate.tunnels", count, LongAdder::sum)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters));
        ends.forEach((end, count) -> FunctionCounter.builder("schoolgate.tunnels.closed", count, LongAdder::sum)
                .tag("why", end.id())
                .register(meters));
    }
}
