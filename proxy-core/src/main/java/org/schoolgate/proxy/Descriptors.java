package org.schoolgate.proxy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.schoolgate.proxy.metrics.Health;

/**
 * How the files and sockets that this process may have open are shared out, so that it never runs out of them: a
 * {@linkplain #RESERVE reserve} for all that is no exchange, some for connections kept to origins, and the rest in pairs of
 * a client and the origin that it is connected with.
 *
 * @param limit of the process; the JVM has raised it as far as it may
 * @param clients for whom there is room at a time, at least one
 * @param pooled idle connections to origins that there is room for, at least one
 */
record Descriptors(long limit, int clients, int pooled) {
    /** The JVM's own, event loops, name servers, health and metrics, logs, lists, the admin server, clients turned away. */
    static final int RESERVE = 256;

    private static final int POOLED_SHARE = 8;
    private static final String CHECK = "descriptors";

    /** @param pooled how many idle connections to origins are wanted; they get an eighth at most */
    static Descriptors of(long limit, int pooled) {
        long free = Math.max(0, limit - RESERVE);
        long kept = Math.min(pooled, free / POOLED_SHARE);
        long pairs = (free - kept) / 2;
        return new Descriptors(limit, atLeastOne(pairs), atLeastOne(kept));
    }

    /** The least limit that is enough for so many clients, however many connections to origins are kept. */
    static long neededFor(int clients) {
        return RESERVE + (2L * clients * POOLED_SHARE + POOLED_SHARE - 2) / (POOLED_SHARE - 1);
    }

    /** Says in health where fewer clients can be served than are wanted. */
    void report(int served, int wanted, Health health) {
        if (served < wanted) {
            health.warn(
                    CHECK,
                    "%d files and sockets may be open, enough for %d connections of clients; %d are wanted (max_connections)"
                            .formatted(limit, served, wanted));
        } else {
            health.ok(CHECK, "enough for %d connections of clients".formatted(served));
        }
    }

    private static int atLeastOne(long count) {
        return (int) Math.max(1, Math.min(count, Integer.MAX_VALUE));
    }

    /** As many as the system says; without a limit where it says nothing. */
    static long limitOfProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
