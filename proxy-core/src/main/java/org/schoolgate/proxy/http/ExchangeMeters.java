package org.schoolgate.proxy.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.schoolgate.proxy.http.ExchangeClock.Phase;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Sent;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.Step;

/**
 * What exchanges come to, and where their time goes, for machines: no host, no client, no person. Thread-safe. Counting one
 * exchange allocates nothing.
 */
public final class ExchangeMeters {
    /** What an exchange was, as far as its duration says something. */
    enum Kind {
        /** Answered by an origin, or broken on the way to one. */
        REQUEST("request"),
        /** A tunnel or WebSocket that was opened; lasts as long as its ends like. */
        TUNNEL("tunnel"),
        /** Answered here, without an origin: blocked or refused. */
        OWN("own");

        private final String id;

        Kind(String id) {
            this.id = id;
        }
    }

    private static final String TOTAL = "schoolgate.exchange";
    private static final String PHASE = "schoolgate.exchange.phase";
    /** From what an origin in the same building takes to the longest time-outs. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(120)
    };

    private final MeterRegistry meters;
    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Step, LongAdder> blocks = new EnumMap<>(Step.class);
    private final Map<Step, LongAdder> observed = new EnumMap<>(Step.class);
    private final Map<Attribution, LongAdder> principals = new EnumMap<>(Attribution.class);
    /** By token: as many as this program has, since no client chooses one. */
    private final Map<String, Counter> failures = new ConcurrentHashMap<>();

    private final Map<Kind, Timer> totals = new EnumMap<>(Kind.class);
    private final Map<Phase, Timer> phases = new EnumMap<>(Phase.class);
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();

    public ExchangeMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, counter("schoolgate.exchanges", "outcome", outcome.id()));
        }
        for (Step step : Step.values()) {
            blocks.put(step, counter("schoolgate.exchanges.blocked", "step", step.id()));
            observed.put(step, counter("schoolgate.exchanges.observed", "step", step.id()));
        }
        for (Attribution how : Attribution.values()) {
            principals.put(how, counter("schoolgate.exchanges.principals", "how", how.id()));
        }
        for (Kind kind : Kind.values()) {
            totals.put(kind, timer(TOTAL, "kind", kind.id));
        }
        for (Phase phase : ExchangeClock.MEASURED) {
            phases.put(phase, timer(PHASE, "phase", phase.id()));
        }
        register("schoolgate.client.bytes", "direction", "received", bytesIn);
        register("schoolgate.client.bytes", "direction", "sent", bytesOut);
    }

    private LongAdder counter(String name, String tag, String value) {
        LongAdder count = new LongAdder();
        register(name, tag, value, count);
        return count;
    }

    private void register(String name, String tag, String value, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum).tag(tag, value).register(meters);
    }

    private Timer timer(String name, String tag, String value) {
        return Timer.builder(name)
                .tag(tag, value)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    void ended(Outcome outcome, Sent sent) {
        increment(outcomes, outcome);
        bytesIn.add(sent.bytesIn());
        bytesOut.add(sent.bytesOut());
    }

    /** How it was known whose it was. */
    void isOf(Attribution how) {
        increment(principals, how);
    }

    void blocked(Step step) {
        increment(blocks, step);
    }

    /** One that went through, and would have been blocked. */
    void observed(Step step) {
        increment(observed, step);
    }

    /** Of one that was refused, or broke: the token in its record. */
    void failed(String token) {
        Counter known = failures.get(token);
        (known == null ? failures.computeIfAbsent(token, this::failure) : known).increment();
    }

    private Counter failure(String token) {
        return meters.counter("schoolgate.exchanges.failed", "reason", token);
    }

    void took(Kind kind, ExchangeClock clock) {
        record(totals, kind, clock.totalNanos());
        for (int i = 0; i < ExchangeClock.MEASURED.size(); i++) {
            Phase phase = ExchangeClock.MEASURED.get(i);
            long nanos = clock.nanos(phase);
            if (nanos != ExchangeClock.NONE) {
                record(phases, phase, nanos);
            }
        }
    }

    private static <E> void increment(Map<E, LongAdder> counts, E of) {
        Objects.requireNonNull(counts.get(of)).increment();
    }

    private static <E> void record(Map<E, Timer> timers, E of, long nanos) {
        Objects.requireNonNull(timers.get(of)).record(nanos, TimeUnit.NANOSECONDS);
    }
}
