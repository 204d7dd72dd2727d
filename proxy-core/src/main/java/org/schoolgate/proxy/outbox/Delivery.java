package org.schoolgate.proxy.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.proxy.control.Backoff;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.event.SuspectedIncidentJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes incidents from the spool to the admin server, oldest first, in one thread. Whatever goes wrong is tried again, but
 * for a batch that the server calls unacceptable: this goes one by one, and those that it will not take even so are set aside.
 */
final class Delivery {
    private static final String CHECK = "outbox delivery";
    private static final String REFUSED_CHECK = "outbox refusals";
    private static final long STOP_MILLIS = 2_000;

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Spool spool;
    private final AdminClient admin;
    private final RefusedIncidents refusedIncidents;
    private final Health health;
    private final Counter delivered;
    private final Counter refused;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final Thread thread = new Thread(this::run, "outbox-delivery");
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** How many incidents still go one by one, because one of them is unacceptable. */
    private int suspicious;

    Delivery(Spool spool, AdminClient admin, RefusedIncidents refusedIncidents, Health health, MeterRegistry meters) {
        this.spool = spool;
        this.admin = admin;
        this.refusedIncidents = refusedIncidents;
        this.health = health;
        this.delivered = meters.counter("schoolgate.incidents.delivered");
        this.refused = meters.counter("schoolgate.incidents.refused");
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** There may be something new in the spool. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!isStopped()) {
            try {
                deliverAll();
                LockSupport.park(this);
            } catch (IOException e) {
                waitAfter(e);
            } catch (RuntimeException e) {
                log.error("Outbox: a fault of the program", e);
                waitAfter(e);
            }
        }
    }

    private void deliverAll() throws IOException {
        List<SpooledEvent> batch = nextBatch();
        while (!batch.isEmpty() && !isStopped()) {
            deliver(batch);
            backoff.reset();
            batch = nextBatch();
        }
        health.ok(CHECK, "everything delivered");
    }

    private List<SpooledEvent> nextBatch() throws IOException {
        return spool.oldest(suspicious > 0 ? 1 : SuspectedIncidentJson.MAX_BATCH);
    }

    private void deliver(List<SpooledEvent> batch) throws IOException {
        HttpResponse<byte[]> answer = admin.postIncidents(body(batch));
        switch (answer.statusCode()) {
            case 200 -> onStored(batch.subList(0, DeliveryReceipt.count(answer.body(), batch)));
            case 400, 413, 422 -> onUnacceptable(batch, answer.statusCode());
            default -> throw new IOException("the admin server answered " + answer.statusCode());
        }
    }

    private byte[] body(List<SpooledEvent> batch) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("{\"gateway\":" + admin.gateway() + ",\"events\":[").getBytes(US_ASCII));
        for (int i = 0; i < batch.size(); i++) {
            body.writeBytes(i == 0 ? new byte[0] : new byte[] {','});
            body.writeBytes(batch.get(i).json());
        }
        body.writeBytes("]}".getBytes(US_ASCII));
        return body.toByteArray();
    }

    private void onStored(List<SpooledEvent> events) {
        delivered.increment(events.size());
        takeOut(events);
    }

    private void takeOut(List<SpooledEvent> events) {
        suspicious = Math.max(0, suspicious - events.size());
        try {
            spool.delivered(events);
        } catch (IOException e) {
            log.warn("Outbox: delivered, but after a restart delivered again: {}", e.toString());
        }
    }

    private void onUnacceptable(List<SpooledEvent> batch, int status) throws IOException {
        if (batch.size() > 1) {
            suspicious = batch.size();
            return;
        }
        refusedIncidents.add(batch.get(0).json());
        takeOut(batch);
        refused.increment();
        health.error(
                REFUSED_CHECK,
                "%.0f suspected incidents were refused by the admin server (last: status %d); they are in refused.jsonl"
                        .formatted(refused.count(), status));
    }

    private void waitAfter(Exception failure) {
        if (isStopped()) {
            return;
        }
        health.warn(CHECK, spool.waiting() + " suspected incidents wait: " + failure.getMessage());
        try {
            stopped.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Only stop() interrupts, and the loop asks for it.
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Lets a delivery that is under way end, for a short time, and returns when the thread is gone. */
    void stop() throws InterruptedException {
        stopped.countDown();
        wake();
        thread.join(STOP_MILLIS);
        thread.interrupt();
        thread.join();
    }
}
