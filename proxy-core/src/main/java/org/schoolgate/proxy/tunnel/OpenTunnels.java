package org.schoolgate.proxy.tunnel;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** All open tunnels and WebSockets, each kept on its own event loop. Thread-safe. */
final class OpenTunnels {
    private final Map<EventLoop, LoopTunnels> loops = new ConcurrentHashMap<>();
    private final TunnelCounts counts;
    private final LongSupplier nanoTime;

    OpenTunnels(TunnelCounts counts, LongSupplier nanoTime) {
        this.counts = counts;
        this.nanoTime = nanoTime;
    }

    /** Keeps a tunnel until it is closed; call on its event loop. */
    void add(Tunnel tunnel) {
        loops.computeIfAbsent(tunnel.client().eventLoop(), loop -> new LoopTunnels(loop, counts, nanoTime))
                .add(tunnel);
    }

    /** Has every tunnel judged again soon, each on its event loop. */
    void judgeAgain() {
        loops.forEach((loop, tunnels) -> {
            if (!loop.isShuttingDown()) {
                loop.execute(tunnels::judgeAgain);
            }
        });
    }

    /** Judges one again now; call on its event loop. */
    boolean judgeAgain(Tunnel tunnel) {
        counts.judgedAgain();
        return tunnel.judgeAgain();
    }
}
