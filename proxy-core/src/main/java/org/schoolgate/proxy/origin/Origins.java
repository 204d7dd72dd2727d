package org.schoolgate.proxy.origin;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.metrics.Recurring;

/**
 * All ways to origins: one {@link OriginLoop} per event loop, and one thread that reads again what
 * the system says of names and interfaces, because that blocks.
 */
public final class Origins implements AutoCloseable {
    private static final Duration HOSTS_FILE_PAUSE = Duration.ofSeconds(1);
    private static final Duration NAME_SERVERS_PAUSE = Duration.ofMinutes(1);
    private static final Duration INTERFACES_PAUSE = Duration.ofSeconds(5);
    private static final long LOOP_SECONDS = 1;

    private final Map<EventLoop, OriginLoop> loops = new IdentityHashMap<>();
    private final Transport transport;
    private final LongSupplier nanoTime;
    private final Ourselves ourselves = new Ourselves();
    private final OriginMeters meters = new OriginMeters();
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schoolgate-names", true));
    private OriginSettings settings;
    private volatile Names names;

    public Origins(EventLoopGroup group, Transport transport, OriginSettings settings, LongSupplier nanoTime) {
        this.transport = transport;
        this.nanoTime = nanoTime;
        this.settings = settings;
        this.names = Names.of(settings, nanoTime);
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            Ways ways = Ways.of(loop, transport, settings, names);
            loops.put(loop, new OriginLoop(loop, ways, ourselves, meters, nanoTime));
        }
        Recurring.every(
                HOSTS_FILE_PAUSE,
                housekeeping,
                "reading the hosts file",
                () -> names.hostsFile().refresh());
        Recurring.every(
                NAME_SERVERS_PAUSE,
                housekeeping,
                "reading who the name servers are",
                () -> names.servers().refresh());
        Recurring.every(INTERFACES_PAUSE, housekeeping, "reading the own addresses", ourselves::refresh);
    }

    /**
     * Builds what it takes to make further connections by other settings. What name servers said is known as long as it is
     * the same servers that are asked. Reads files; not to be called on an event loop, nor by several threads.
     */
    public Prepared prepare(OriginSettings next) {
        if (next.equals(settings)) {
            return new Prepared(next, names);
        }
        Names others = next.nameServers().equals(settings.nameServers())
                ? names.with(new HostsFile(next.hostsFile()))
                : Names.of(next, nanoTime);
        Prepared prepared = new Prepared(next, others);
        try {
            prepared.build();
            return prepared;
        } catch (RuntimeException e) {
            prepared.discard();
            throw e;
        }
    }

    /** Other settings that can be used without a failure, or left alone. */
    public final class Prepared {
        private final OriginSettings others;
        private final Names otherNames;
        /** Empty where nothing is other than it was. */
        private final Map<EventLoop, Ways> ways = new IdentityHashMap<>();

        private Prepared(OriginSettings others, Names otherNames) {
            this.others = others;
            this.otherNames = otherNames;
        }

        private void build() {
            loops.keySet().forEach(loop -> ways.put(loop, Ways.of(loop, transport, others, otherNames)));
        }

        /**
         * Makes further connections by them; connections that are in an exchange stay as they are. Returns when all event loops
         * have taken them up; one that hangs is not waited for.
         */
        public void use() {
            settings = others;
            names = otherNames;
            List<Future<?>> taken = new ArrayList<>();
            ways.forEach((loop, way) -> taken.add(loop.submit(() -> on(loop).use(way))));
            taken.forEach(done -> done.awaitUninterruptibly(LOOP_SECONDS, TimeUnit.SECONDS));
        }

        public void discard() {
            ways.forEach((loop, way) -> loop.execute(way.resolver()::close));
        }
    }

    /** @throws IllegalArgumentException when the loop is not of the group given at construction */
    public OriginLoop on(EventLoop loop) {
        OriginLoop found = loops.get(loop);
        if (found == null) {
            throw new IllegalArgumentException("event loop: " + loop + " (expected: one of the gateway's)");
        }
        return found;
    }

    /** Tells of all sockets on this machine that no connection is made to, whatever the policy says. */
    public void listenAt(Collection<InetSocketAddress> bound) {
        ourselves.listenAt(bound);
    }

    /** Whether a connection to that address and port would come to a socket told of by {@link #listenAt}. */
    public boolean isOwnListener(Target target) {
        return ourselves.isReachedBy(Resolver.addressOf(target.host()), target.port());
    }

    /** Whether the address, 4 or 16 bytes in network order, is one of this machine's interfaces. */
    public boolean isOwnAddress(byte[] address) {
        return ourselves.has(address);
    }

    public void register(MeterRegistry registry) {
        meters.register(registry);
    }

    /** Closes idle connections and stops resolving; call before the event loops end. */
    @Override
    public void close() {
        housekeeping.shutdown();
        loops.forEach((loop, origin) -> loop.execute(origin::close));
    }
}
