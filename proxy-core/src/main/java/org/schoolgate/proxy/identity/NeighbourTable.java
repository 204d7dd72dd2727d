package org.schoolgate.proxy.identity;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Recurring;
import org.schoolgate.rules.Host;

/**
 * What the kernel knows of the machines on our segments, read again and again on a thread of its own, as long as anyone asks
 * for it. What cannot be read any more holds for a little while, and then no longer. Thread-safe.
 */
public final class NeighbourTable implements Neighbours, Closeable {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration HOLDS_FOR = Duration.ofSeconds(30);
    private static final String CHECK = "neighbour table";

    /** Where it is read. */
    @FunctionalInterface
    interface Source {
        /** The MAC address of each machine that is known to be there now. */
        Map<Host, Long> read() throws IOException;
    }

    private final Source source;
    private final BooleanSupplier isWanted;
    private final Health health;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schoolgate-neighbours", true));
    private volatile Map<Host, Long> macs = Map.of();
    private long readAt;

    NeighbourTable(Source source, BooleanSupplier isWanted, Health health, LongSupplier nanoTime) {
        this.source = source;
        this.isWanted = isWanted;
        this.health = health;
        this.nanoTime = nanoTime;
        this.readAt = nanoTime.getAsLong();
    }

    /**
     * Begins to read that of this machine.
     *
     * @param isWanted whether any device is known by an address of its interfaces; asked each time
     */
    public static NeighbourTable start(BooleanSupplier isWanted, Health health, LongSupplier nanoTime) {
        NeighbourTable table = new NeighbourTable(new IpNeighbours(), isWanted, health, nanoTime);
        Recurring.every(PAUSE, table.thread, "reading the neighbour table", table::look);
        return table;
    }

    /** Reads it once. */
    void look() {
        if (!isWanted.getAsBoolean()) {
            macs = Map.of();
            health.forget(CHECK);
            return;
        }
        try {
            macs = source.read();
            readAt = nanoTime.getAsLong();
            health.ok(CHECK, "is read");
        } catch (IOException e) {
            if (nanoTime.getAsLong() - readAt > HOLDS_FOR.toNanos()) {
                macs = Map.of();
            }
            health.warn(CHECK, "cannot be read, so devices are known by fixed addresses alone: " + e.getMessage());
        }
    }

    @Override
    public long macOf(Host address) {
        Long mac = macs.get(address);
        return mac == null ? UNKNOWN : mac;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
