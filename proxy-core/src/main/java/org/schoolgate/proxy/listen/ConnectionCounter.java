package org.schoolgate.proxy.listen;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts open connections, by client and in all, and says whether there is room for one more. Thread-safe. */
final class ConnectionCounter {
    private final MemoryGuard memory;
    private final ConcurrentMap<InetAddress, Integer> byClient = new ConcurrentHashMap<>();
    private final AtomicInteger inAll = new AtomicInteger();
    private final LongAdder opened = new LongAdder();
    private final LongAdder tooManyInAll = new LongAdder();
    private final LongAdder tooManyOfClient = new LongAdder();
    private final LongAdder shortOfMemory = new LongAdder();
    private volatile ConnectionLimits limits;

    ConnectionCounter(ConnectionLimits limits, MemoryGuard memory) {
        this.memory = memory;
        this.limits = limits;
    }

    /** Has other limits from now on; nobody who is in is turned out. */
    void use(ConnectionLimits next) {
        limits = next;
        memory.use(next.memoryPercent());
    }

    /** Counts one more, whoever it is, which {@link #close} takes back in any case; returns whether it is within the limit. */
    boolean open() {
        opened.increment();
        boolean isRoom = accept(inAll.incrementAndGet() <= limits.inAll(), tooManyInAll);
        return isRoom && accept(!memory.isShort(), shortOfMemory);
    }

    void close() {
        inAll.decrementAndGet();
    }

    /**
     * Counts one more of a client, which {@link #leave} takes back in any case.
     *
     * @param isShared whether many people have this address
     * @return whether it is within the limit
     */
    boolean enter(InetAddress client, boolean isShared) {
        int ofClient = byClient.merge(client, 1, Integer::sum);
        return accept(isShared || ofClient <= limits.perClient(), tooManyOfClient);
    }

    void leave(InetAddress client) {
        byClient.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }

    private static boolean accept(boolean isWithinLimit, LongAdder tooMany) {
        if (!isWithinLimit) {
            tooMany.increment();
        }
        return isWithinLimit;
    }

    int inAll() {
        return inAll.get();
    }

    void register(MeterRegistry meters) {
        Gauge.builder("schoolgate.connections", this, ConnectionCounter::inAll).register(meters);
        Gauge.builder("schoolgate.connections.limit", this, counter -> counter.limits.inAll())
                .register(meters);
        FunctionCounter.builder("schoolgate.connections.opened", opened, LongAdder::sum)
                .register(meters);
        registerRefused("total", tooManyInAll, meters);
        registerRefused("client", tooManyOfClient, meters);
        registerRefused("memory", shortOfMemory, meters);
        memory.register(meters);
    }

    /** @param limit that was reached */
    private static void registerRefused(String limit, LongAdder count, MeterRegistry meters) {
        FunctionCounter.builder("schoolgate.connections.refused", count, LongAdder::sum)
                .tag("limit", limit)
                .register(meters);
    }
}
