package org.schoolgate.proxy.accesslog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.internal.PlatformDependent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.access.SegmentRecovery;
import org.schoolgate.rules.disk.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes access records from the event loops and has one thread write them to segments. Never holds up an exchange: when the
 * disk cannot keep up and the queue is full, records are lost, counted, and reported as an error of health.
 */
public final class AccessLog implements Closeable {
    /*
     * Producers only put into the queue; they never wake the writer, which looks ten times a second. So a record costs an
     * event loop one compare-and-set, and a burst is written in few large frames.
     */
    private static final String QUEUE_CHECK = "access log queue";
    private static final int QUEUE_RECORDS = 32 * 1024;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);

    private final Queue<AccessRecord> queue = PlatformDependent.newFixedMpscQueue(QUEUE_RECORDS);
    private final LogWriter writer;
    private final Retention retention;
    private final Health health;
    private final Counter written;
    private final Counter lost;
    private final Thread thread = new Thread(this::run, "access-log");
    private volatile boolean closing;

    private AccessLog(LogWriter writer, Retention retention, Health health, MeterRegistry meters) {
        this.writer = writer;
        this.retention = retention;
        this.health = health;
        this.written = meters.counter("schoolgate.access.records");
        this.lost = meters.counter("schoolgate.access.records.lost");
        Gauge.builder("schoolgate.access.queue", queue, Queue::size).register(meters);
    }

    /**
     * Recovers what an earlier gateway left open in the folder, and begins to write.
     *
     * @throws IOException when the folder cannot be made or read
     */
    public static AccessLog open(
            Disk disk,
            AccessLogConfig config,
            InstantSource clock,
            LongSupplier nanoTime,
            Health health,
            MeterRegistry meters)
            throws IOException {
        Path folder = config.folder();
        disk.makeFolder(folder);
        SegmentRecovery.recover(disk, folder).forEach(segment -> tellRecovered(segment, folder));
        Retention retention = new Retention(disk, folder, config.limits(), clock, nanoTime, meters);
        SegmentName first =
                new SegmentName(config.gateway(), config.epoch(), lastNumber(disk, folder, config.epoch()) + 1);
        LogWriter writer = new LogWriter(disk, folder, first, config.limits(), retention, nanoTime, health);
        AccessLog accessLog = new AccessLog(writer, retention, health, meters);
        accessLog.thread.start();
        return accessLog;
    }

    private static void tellRecovered(SegmentRecovery.Recovered segment, Path folder) {
        log.info(
                "Access log: closed {} after a kill: {} bytes kept, {} of a torn tail cut",
                segment.name().closedFile(folder).getFileName(),
                segment.keptBytes(),
                segment.cutBytes());
    }

    /** 0 but for an epoch that was lost and is used again. */
    private static long lastNumber(Disk disk, Path folder, long epoch) throws IOException {
        return disk.list(folder).stream()
                .flatMap(file -> SegmentName.of(file).stream())
                .filter(segment -> segment.epoch() == epoch)
                .mapToLong(SegmentName::number)
                .max()
                .orElse(0);
    }

    /** Keeps as much as these say from the next segment on; how it is written stays as it was. For any thread. */
    public void keep(AccessLogLimits limits) {
        retention.use(limits);
    }

    /** Hands a record over; it is on the disk within a second. For any thread; does not block. */
    public void record(AccessRecord record) {
        if (!queue.offer(record)) {
            lost.increment();
        }
    }

    private void run() {
        while (!closing) {
            LockSupport.parkNanos(POLL_NANOS);
            try {
                write();
            } catch (RuntimeException e) {
                log.error("Access log: a fault of the program", e);
                health.error(QUEUE_CHECK, "a fault of the program, see the log: " + e);
            }
        }
        write();
        writer.close();
        countLeft();
    }

    /** What is left when the writer has stopped: records that the disk did not take. */
    private void countLeft() {
        lost.increment(writer.waitingRecords());
        while (queue.poll() != null) {
            lost.increment();
        }
        reportLosses();
    }

    private void write() {
        boolean moved = true;
        while (moved) {
            moved = drain() > 0;
            writer.tick();
        }
        reportLosses();
    }

    private int drain() {
        int count = 0;
        while (writer.accepts()) {
            AccessRecord record = queue.poll();
            if (record == null) {
                break;
            }
            append(record);
            count++;
        }
        return count;
    }

    private void append(AccessRecord record) {
        try {
            writer.append(record);
            written.increment();
        } catch (IllegalArgumentException e) {
            lost.increment();
            log.warn("Access log: {}", e.getMessage());
        }
    }

    private void reportLosses() {
        if (lost.count() > 0) {
            health.error(QUEUE_CHECK, "%.0f records lost since start".formatted(lost.count()));
        }
    }

    /** Writes everything that was handed over and stops; nothing may be handed over after this. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
