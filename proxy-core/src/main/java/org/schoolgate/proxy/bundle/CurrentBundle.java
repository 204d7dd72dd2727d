package org.schoolgate.proxy.bundle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;

/**
 * The bundle in force. One volatile reference: an exchange reads it once and keeps to what it read. Thread-safe; one thread
 * replaces it.
 */
public final class CurrentBundle {
    private final InstantSource clock;
    private final List<Consumer<Bundle>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Bundle bundle;

    public CurrentBundle(InstantSource clock) {
        this.clock = clock;
    }

    /** Null as long as there has never been one: the gateway is then closed, and says that it is not ready. */
    public @Nullable Bundle get() {
        return bundle;
    }

    /** Generation of the bundle in force, if there is one. */
    public OptionalLong generation() {
        Bundle current = bundle;
        return current == null
                ? OptionalLong.empty()
                : OptionalLong.of(current.manifest().position().generation());
    }

    /** Its position; 0 as long as there is none. */
    public void register(MeterRegistry meters) {
        register("generation", Generation::generation, meters);
        register("epoch", Generation::epoch, meters);
    }

    private void register(String what, ToLongFunction<Generation> number, MeterRegistry meters) {
        Gauge.builder("schoolgate.bundle." + what, this, current -> current.number(number))
                .register(meters);
    }

    private double number(ToLongFunction<Generation> of) {
        Bundle current = bundle;
        return current == null ? 0 : of.applyAsLong(current.manifest().position());
    }

    /** Puts a bundle in force. What its policy says now is worked out before, so that no event loop has to. */
    public void replace(Bundle newer) {
        newer.policy().prepare(clock.instant());
        bundle = newer;
        listeners.forEach(listener -> listener.accept(newer));
    }

    /** Called on the replacing thread after each replacement; must not block. */
    public void onReplace(Consumer<Bundle> listener) {
        listeners.add(listener);
    }
}
