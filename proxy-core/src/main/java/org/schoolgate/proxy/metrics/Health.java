package org.schoolgate.proxy.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What works and what does not, in sentences for an administrator. Each part of the gateway keeps its own checks up to date;
 * a check is as it was last reported. Thread-safe.
 */
public final class Health {
    /** From good to bad. */
    public enum Level {
        OK,
        /** Works, and someone should look at it. */
        WARN,
        /** Does not work, or loses something. */
        ERROR;

        private final String id = name().toLowerCase(Locale.ROOT);

        public String id() {
            return id;
        }
    }

    /** One part's report. */
    public record Check(String name, Level level, String text) {}

    private final Map<String, Check> checks = new ConcurrentSkipListMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public void ok(String check, String text) {
        report(new Check(check, Level.OK, text));
    }

    public void warn(String check, String text) {
        report(new Check(check, Level.WARN, text));
    }

    public void error(String check, String text) {
        report(new Check(check, Level.ERROR, text));
    }

    /** There is no such part any more. */
    public void forget(String check) {
        if (checks.remove(check) != null) {
            listeners.forEach(Runnable::run);
        }
    }

    private void report(Check check) {
        if (!check.equals(checks.put(check.name(), check))) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Called on the reporting thread after each change of a level or a text; must not block. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** All checks, by name. */
    public List<Check> checks() {
        return List.copyOf(checks.values());
    }

    /** As a number for alarms: 0 is ok, 1 warn, 2 error. */
    public void register(MeterRegistry meters) {
        Gauge.builder("schoolgate.health", this, health -> health.level().ordinal())
                .register(meters);
    }

    /** The worst of all checks. */
    public Level level() {
        return checks.values().stream()
                .map(Check::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.OK);
    }
}
