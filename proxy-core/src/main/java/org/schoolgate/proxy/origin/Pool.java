package org.schoolgate.proxy.origin;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Idle connections of one event loop, each between two exchanges with its target. Confined to that loop. What is given
 * reads (auto-read on) and owes nobody a byte; its own handler closes it should it speak while idle.
 */
final class Pool {
    private record Idle(Target target, long sinceNanos) {}

    private final LongSupplier nanoTime;
    private final OriginMeters meters;
    /** By target, the one idle for longest first. */
    private final Map<Target, Deque<Channel>> byTarget = new HashMap<>();
    /** All of them, the one idle for longest first. */
    private final Map<Channel, Idle> byAge = new LinkedHashMap<>();

    private OriginSettings settings;

    Pool(OriginSettings settings, LongSupplier nanoTime, OriginMeters meters) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.meters = meters;
    }

    /** Closes what is kept: it may lead where other settings do not. */
    void use(OriginSettings others) {
        settings = others;
        closeAll();
    }

    /**
     * The connection used last, if one is alive and its address is still permitted; the caller owns it from here on. One
     * to an address that is no longer permitted is closed.
     */
    @Nullable
    Channel take(Target target, AddressRule rule) {
        Deque<Channel> channels = byTarget.get(target);
        while (channels != null && !channels.isEmpty()) {
            Channel channel = channels.peekLast();
            remove(channel);
            if (channel.isActive() && isPermitted(target, channel, rule)) {
                return channel;
            }
            channel.close();
        }
        return null;
    }

    private static boolean isPermitted(Target target, Channel channel, AddressRule rule) {
        byte[] address = ParentRoute.addressOf(channel);
        return address != null && rule.permits(target.host(), address, target.port());
    }

    /** Takes over a connection. It is closed at once when its target has enough, later when it stays idle. */
    void give(Target target, Channel channel) {
        Deque<Channel> channels = byTarget.computeIfAbsent(target, key -> new ArrayDeque<>());
        if (channels.size() >= settings.pooledPerTarget()) {
            channel.close();
            return;
        }
        channels.addLast(channel);
        byAge.put(channel, new Idle(target, nanoTime.getAsLong()));
        meters.kept();
        if (byAge.size() > settings.pooledInAll()) {
            closeOldest();
        }
    }

    /** Closes what has been idle for too long. */
    void sweep() {
        long now = nanoTime.getAsLong();
        Iterator<Idle> oldestFirst = byAge.values().iterator();
        int expired = 0;
        while (oldestFirst.hasNext()
                && now - oldestFirst.next().sinceNanos()
                        >= settings.timeouts().idle().toNanos()) {
            expired++;
        }
        for (int i = 0; i < expired; i++) {
            closeOldest();
        }
    }

    void closeAll() {
        while (!byAge.isEmpty()) {
            closeOldest();
        }
    }

    int size() {
        return byAge.size();
    }

    private void closeOldest() {
        Channel oldest = byAge.keySet().iterator().next();
        remove(oldest);
        oldest.close();
    }

    /** Keeps a connection no longer, if it was kept; so it is when it has closed. */
    void remove(Channel channel) {
        Idle idle = byAge.remove(channel);
        if (idle == null) {
            return;
        }
        meters.released();
        Deque<Channel> channels = byTarget.get(idle.target());
        if (channels != null && removeFrom(channels, channel) && channels.isEmpty()) {
            byTarget.remove(idle.target());
        }
    }

    /** Nearly always the last, which is taken, or the first, which is too old. */
    private static boolean removeFrom(Deque<Channel> channels, Channel channel) {
        return channels.peekLast() == channel ? channels.removeLast() != null : channels.removeFirstOccurrence(channel);
    }
}
