package org.schoolgate.proxy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Recurring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a gateway serve by its settings as they are now. It looks every two seconds; what it sees twice alike counts, as it is
 * not just being written. What cannot be used changes nothing and is tried again; health says why until it is mended.
 */
final class SettingsFollower implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFollower.class);
    private static final String CHECK = "settings";
    private static final String COUNTER = "schoolgate.settings.read";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** With the time to drain it has to be less than a supervisor waits. What is still taken up then ends with the process. */
    private static final long END_SECONDS = 1;

    /** Serves by a configuration, wholly or not at all; returns what of it takes effect at the next start only. */
    interface Server {
        List<String> use(GatewayConfig next) throws IOException;
    }

    /**
     * What was found at one look.
     *
     * @param config null when it cannot be used
     * @param fault why; empty when it can
     */
    private record Seen(@Nullable GatewayConfig config, String fault) {}

    private final GatewayConfig.Source source;
    private final Server server;
    private final Health health;
    private final Counter taken;
    private final Counter refused;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schoolgate-settings", true));
    private GatewayConfig inUse;
    private Seen last;
    private String fault = "";
    private List<String> atNextStart = List.of();

    SettingsFollower(
            GatewayConfig.Source source, GatewayConfig started, Server server, Health health, MeterRegistry meters) {
        this.source = source;
        this.server = server;
        this.health = health;
        this.taken = meters.counter(COUNTER, "result", "taken");
        this.refused = meters.counter(COUNTER, "result", "refused");
        this.inUse = started;
        this.last = new Seen(started, "");
        note();
        report();
    }

    /** @param started by which it serves, and which the source has read last */
    static SettingsFollower start(
            GatewayConfig.Source source, GatewayConfig started, Server server, Health health, MeterRegistry meters) {
        SettingsFollower follower = new SettingsFollower(source, started, server, health, meters);
        Recurring.every(PAUSE, follower.thread, "following the settings", follower::look);
        return follower;
    }

    /** Called by one thread. */
    void look() {
        Seen now = read();
        boolean isSettled = now.equals(last);
        last = now;
        if (!isSettled) {
            return;
        }
        String before = fault;
        fault = now.config() == null ? now.fault() : use(now.config());
        if (!fault.isEmpty() && !fault.equals(before)) {
            refused.increment();
            LOG.warn("Settings: those before stay in use: {}", fault);
        }
        report();
    }

    private Seen read() {
        try {
            return new Seen(source.read(), "");
        } catch (IOException | RuntimeException e) { // whatever is wrong with the file: it is read again
            return new Seen(null, oneLine(e));
        }
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage();
        return (message == null ? e.toString() : message).replace(System.lineSeparator(), "; ");
    }

    /** Returns why it cannot be used; empty when it is. */
    private String use(GatewayConfig next) {
        if (next.equals(inUse)) {
            return "";
        }
        try {
            atNextStart = server.use(next);
        } catch (IOException | RuntimeException e) { // nothing has changed then
            return oneLine(e);
        }
        inUse = next;
        taken.increment();
        note();
        return "";
    }

    private void note() {
        try {
            source.taken();
        } catch (IOException e) {
            LOG.warn("Settings: not noted for the next start: {}", e.toString());
        }
    }

    private void report() {
        if (!fault.isEmpty()) {
            health.warn(CHECK, "those before stay in use: " + fault);
        } else if (!atNextStart.isEmpty()) {
            health.warn(CHECK, "takes effect at the next start: " + String.join(", ", atNextStart));
        } else {
            health.ok(CHECK, "in use as they are");
        }
    }

    /** Looks no more; the settings in use stay in use. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Settings: still being taken up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
