package org.schoolgate.proxy.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.internal.PlatformDependent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.event.SuspectedIncidentJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps suspected incidents until the admin server has them: at least once, in the order in which they were
 * raised. Event loops hand them over; one thread stores them, another delivers. Without an admin server they are only stored.
 *
 * <p>What is kept is bounded. When it is full, as after weeks without an admin server, new incidents are lost, the old are
 * kept, and health is red: the first of a series tells more than the last.
 */
public final class Outbox implements Closeable {
    static final String CHECK = "outbox";

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int QUEUE_INCIDENTS = 8 * 1024;
    private static final int MAX_GROUP = 500;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Raised(SuspectedIncident incident, CompletableFuture<Void> stored) {}

    private final Queue<Raised> queue = PlatformDependent.newFixedMpscQueue(QUEUE_INCIDENTS);
    private final Spool spool;
    private final @Nullable Delivery delivery;
    private final Health health;
    private final Counter raised;
    private final Counter lost;
    private final Thread thread = new Thread(this::run, "outbox");
    private volatile boolean closing;

    private Outbox(Spool spool, @Nullable Delivery delivery, Health health, MeterRegistry meters) {
        this.spool = spool;
        this.delivery = delivery;
        this.health = health;
        this.raised = meters.counter("schoolgate.incidents.raised");
        this.lost = meters.counter("schoolgate.incidents.lost");
        Gauge.builder("schoolgate.incidents.queue", queue, Queue::size).register(meters);
        Gauge.builder("schoolgate.incidents.waiting", spool, Spool::waiting).register(meters);
    }

    /**
     * Opens the outbox, says what earlier starts left in it, and begins to store and deliver.
     *
     * @param admin where to deliver; null for a gateway that is not enrolled
     * @throws IOException when the folder cannot be read
     */
    public static Outbox open(
            Disk disk, OutboxConfig config, @Nullable AdminClient admin, Health health, MeterRegistry meters)
            throws IOException {
        disk.makeFolder(config.folder());
        Spool spool = Spool.open(disk, config.folder(), config.epoch(), config.maxBytes());
        tellRecovered(spool);
        Delivery delivery = admin == null
                ? null
                : new Delivery(spool, admin, new RefusedIncidents(disk, config.folder()), health, meters);
        Outbox outbox = new Outbox(spool, delivery, health, meters);
        health.ok(CHECK, admin == null ? "storing; this gateway has no admin server to deliver to" : "storing");
        outbox.thread.start();
        if (delivery != null) {
            delivery.start();
        }
        return outbox;
    }

    private static void tellRecovered(Spool spool) {
        if (spool.waiting() > 0 || spool.damagedBytes() > 0) {
            log.info(
                    "Outbox: {} suspected incidents of earlier starts wait for delivery; {} bytes of torn lines left out",
                    spool.waiting(),
                    spool.damagedBytes());
        }
    }

    /**
     * Hands an incident over. For any thread; does not block.
     *
     * @return completes when the incident is on the disk and so survives a kill, within milliseconds unless the disk fails;
     *     fails when the outbox is full. A block page that waits for it, for a limited time, is a promise kept.
     */
    public CompletionStage<Void> raise(SuspectedIncident incident) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        if (queue.offer(new Raised(incident, stored))) {
            LockSupport.unpark(thread);
        } else {
            lose(stored);
        }
        return stored;
    }

    private void lose(CompletableFuture<Void> stored) {
        lost.increment();
        health.error(CHECK + " losses", "%.0f suspected incidents lost since start".formatted(lost.count()));
        stored.completeExceptionally(new IOException("the outbox is full"));
    }

    private void run() {
        while (!closing) {
            LockSupport.park(this);
            storeAll();
        }
        storeAll();
    }

    private void storeAll() {
        List<Raised> group = nextGroup();
        while (!group.isEmpty()) {
            try {
                store(group);
            } catch (RuntimeException e) {
                log.error("Outbox: a fault of the program", e);
                group.forEach(entry -> lose(entry.stored()));
            }
            group = nextGroup();
        }
    }

    /** What has come in so far: one sync for all. */
    private List<Raised> nextGroup() {
        List<Raised> group = new ArrayList<>();
        while (group.size() < MAX_GROUP) {
            Raised next = queue.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return group;
    }

    private void store(List<Raised> group) {
        List<byte[]> events = new ArrayList<>();
        List<Raised> accepted = new ArrayList<>();
        for (Raised entry : group) {
            byte[] json = SuspectedIncidentJson.write(entry.incident());
            if (spool.isFull() || json.length > Spool.MAX_EVENT_BYTES) {
                lose(entry.stored());
            } else {
                events.add(json);
                accepted.add(entry);
            }
        }
        if (events.isEmpty()) {
            return;
        }
        if (append(events)) {
            raised.increment(events.size());
            accepted.forEach(entry -> entry.stored().complete(null));
            if (delivery != null) {
                delivery.wake();
            }
        } else {
            accepted.forEach(entry -> lose(entry.stored()));
        }
    }

    /** Tries until the disk takes them, or the gateway stops; the queue fills meanwhile. */
    private boolean append(List<byte[]> events) {
        boolean failed = false;
        while (true) {
            try {
                spool.append(events);
                if (failed) {
                    health.ok(CHECK, "storing again after a failure");
                }
                return true;
            } catch (IOException e) {
                failed = true;
                health.error(CHECK, "cannot store suspected incidents: " + e.getMessage());
                if (closing) {
                    log.error("Outbox: {} suspected incidents lost at the stop: {}", events.size(), e.toString());
                    return false;
                }
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
    }

    /** Stores everything that was raised and stops; what is not delivered is delivered after the next start. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
            if (delivery != null) {
                delivery.stop();
            }
            spool.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
