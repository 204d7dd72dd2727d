package org.schoolgate.proxy.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;

/**
 * Tells the admin server which bundle is in force and how this gateway is: at each change, and every 10 s. One that does not
 * arrive is not repeated; the next says it all.
 */
public final class StatusReporter implements Closeable {
    private static final long REPORT_EVERY_MILLIS = 10_000;
    /** Changes come in groups, and a server that is away need not be asked more often than this. */
    private static final long GROUP_MILLIS = 200;

    private static final int MAX_TEXT_CHARS = 1_000;
    private static final Generation NONE = new Generation(0, 0);
    private static final JsonFactory JSON = new JsonFactory();

    private final AdminClient admin;
    private final CurrentBundle current;
    private final Health health;
    private final String version;
    private final Semaphore changes = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "status-reporter");

    private StatusReporter(AdminClient admin, CurrentBundle current, Health health, String version) {
        this.admin = admin;
        this.current = current;
        this.health = health;
        this.version = version;
    }

    /**
     * Begins to report.
     *
     * @param version of this program
     */
    public static StatusReporter start(AdminClient admin, CurrentBundle current, Health health, String version) {
        StatusReporter reporter = new StatusReporter(admin, current, health, version);
        current.onReplace(bundle -> reporter.changes.release());
        health.onChange(reporter.changes::release);
        reporter.thread.setDaemon(true);
        reporter.thread.start();
        return reporter;
    }

    private void run() {
        try {
            while (true) {
                report();
                TimeUnit.MILLISECONDS.sleep(GROUP_MILLIS);
                changes.tryAcquire(REPORT_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                changes.drainPermits();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts: the end.
        }
    }

    private void report() throws InterruptedException {
        try {
            admin.putStatus(json());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private byte[] json() throws IOException {
        Bundle bundle = current.get();
        Generation serving = bundle == null ? NONE : bundle.manifest().position();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("gateway", admin.gateway());
            json.writeNumberField("epoch", serving.epoch());
            json.writeNumberField("generation", serving.generation());
            json.writeArrayFieldStart("health");
            for (Health.Check check : health.checks()) {
                write(check, json);
            }
            json.writeEndArray();
            json.writeStringField("version", version);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(Health.Check check, JsonGenerator json) throws IOException {
        String text = check.name() + ": " + check.text();
        json.writeStartObject();
        json.writeStringField("level", check.level().id());
        json.writeStringField("text", text.substring(0, Math.min(text.length(), MAX_TEXT_CHARS)));
        json.writeEndObject();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
