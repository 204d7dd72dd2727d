package org.schoolgate.proxy.detect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.policy.Detection;

/**
 * Says which blocks and refusals are to be raised as suspected incidents, by what the client did before. One page view is
 * one incident; a client has a share of incidents an hour in each category, so that none can fill the outbox. Apps and browsers that do
 * what people do to get round the filter are counted, and not held against anyone. Thread-safe; does not block, but for
 * another event loop that looks at the same client.
 */
public final class Detector {
    /** Of those seen last; who comes back after that begins anew. */
    private static final long MAX_CLIENTS = 20_000;

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
    private static final String CHECK = "suspected incidents";
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final LongSupplier nanoTime;
    private final Cache<String, Trail> trails;
    private final AtomicLongArray acts = new AtomicLongArray(Act.values().length);
    private final LongAdder folded = new LongAdder();
    private final LongAdder withheld = new LongAdder();
    private volatile long withheldNanos;

    public Detector(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.trails = Caffeine.newBuilder()
                .maximumSize(MAX_CLIENTS)
                .expireAfterAccess(REMEMBERED)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Remembers a blocked or refused exchange, and says what is to be raised for it. */
    public Finding note(Sighting sighting, Detection detection) {
        Act act = sighting.act();
        if (act != null) {
            acts.incrementAndGet(act.ordinal());
        }
        Trail trail = Objects.requireNonNull(trails.get(sighting.client(), client -> new Trail()));
        Finding finding = trail.note(sighting, detection, nanoTime.getAsLong());
        if (finding == Finding.WITHHELD) {
            withheldNanos = nanoTime.getAsLong();
            withheld.increment();
        } else if (finding == Finding.NOTHING && sighting.alert() != null) {
            folded.increment();
        }
        return finding;
    }

    /** Says whether something was withheld within the last hour. */
    public void report(Health health) {
        if (withheld.sum() > 0 && nanoTime.getAsLong() - withheldNanos <= HOUR_NANOS) {
            health.warn(CHECK, "a client has had its share of an hour; what more it does is in the access log alone");
        } else {
            health.ok(CHECK, "none is withheld");
        }
    }

    public void register(MeterRegistry meters) {
        for (Act act : Act.values()) {
            FunctionCounter.builder("schoolgate.circumvention.acts", acts, counts -> counts.get(act.ordinal()))
                    .tag("act", act.id())
                    .register(meters);
        }
        FunctionCounter.builder("schoolgate.incidents.folded", folded, LongAdder::sum)
                .register(meters);
        FunctionCounter.builder("schoolgate.incidents.withheld", withheld, LongAdder::sum)
                .register(meters);
    }
}
