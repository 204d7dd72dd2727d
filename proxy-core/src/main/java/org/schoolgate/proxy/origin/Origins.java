package org.schoolgate.proxy.origin;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.metrics.Recurring;
import org.schoolgate.proxy.origin.Resolver.Names;

/**
 * All ways to origins: one {@link OriginLoop} per event loop, and one thread that reads again what
 * the system says of names and interfaces, because that blocks.
 */
public final class Origins implements AutoCloseable {
    private static final Duration HOSTS_FILE_PAUSE = Duration.ofSeconds(1);
    private static final Duration NAME_SERVERS_PAUSE = Duration.ofMinutes(1);
    private static final Duration INTERFACES_PAUSE = Duration.ofSeconds(5);

    private final Map<EventLoop, OriginLoop> loops = new IdentityHashMap<>();
    private final Ourselves ourselves = new Ourselves();
    private final OriginMeters meters = new OriginMeters();
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("schoolgate-names", true));

    public Origins(EventLoopGroup group, Transport transport, OriginSettings settings, LongSupplier nanoTime) {
        HostsFile hostsFile = new HostsFile(settings.hostsFile());
        NameServers servers = new NameServers(settings.nameServers());
        Names names =
                new Names(hostsFile, servers, new NameCache(nanoTime::getAsLong), new NameCache(nanoTime::getAsLong));
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            loops.put(loop, new OriginLoop(loop, transport, settings, names, ourselves, meters, nanoTime));
        }
        Recurring.every(HOSTS_FILE_PAUSE, housekeeping, "reading the hosts file", hostsFile::refresh);
        Recurring.every(NAME_SERVERS_PAUSE, housekeeping, "reading who the name servers are", servers::refresh);
        Recurring.every(INTERFACES_PAUSE, housekeeping, "reading the own addresses", ourselves::refresh);
    }

    /** @throws IllegalArgumentException when the loop is not of the group given at construction */
    public OriginLoop on(EventLoop loop) {
        OriginLoop found = loops.get(loop);
        if (found == null) {
            throw new IllegalArgumentException("event loop: " + loop + " (expected: one of the gateway's)");
        }
        return found;
    }

    /** Tells of a socket on this machine that no connection is made to, whatever the policy says. */
    public void addOwnListener(InetSocketAddress bound) {
        ourselves.add(bound);
    }

    /** Whether a connection to that address and port would come to a socket told of by {@link #addOwnListener}. */
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
