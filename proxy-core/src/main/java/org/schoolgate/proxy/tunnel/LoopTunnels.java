package org.schoolgate.proxy.tunnel;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.metrics.Recurring;

/**
 * The open tunnels of one event loop. They are judged again every few seconds, because what a policy says may depend on the
 * time, and whenever the rules change. Confined to that loop.
 */
final class LoopTunnels {
    private static final Duration ROUND_PAUSE = Duration.ofSeconds(4);

    private final TunnelCounts counts;
    private final Set<Tunnel> open = new LinkedHashSet<>();
    private final Rounds<Tunnel> rounds;

    LoopTunnels(EventLoop loop, TunnelCounts counts, LongSupplier nanoTime) {
        this.counts = counts;
        this.rounds = new Rounds<>(loop, nanoTime, open, this::judgeAgain);
        Recurring.every(ROUND_PAUSE, loop, "judging tunnels again", this::judgeAgain);
    }

    void add(Tunnel tunnel) {
        open.add(tunnel);
        counts.opened();
        tunnel.client().closeFuture().addListener(closed -> {
            open.remove(tunnel);
            counts.closed(tunnel.end());
        });
    }

    /** All of them. The rules may have changed while a round was on, so that its beginning is out of date. */
    void judgeAgain() {
        rounds.begin();
    }

    private void judgeAgain(Tunnel tunnel) {
        if (tunnel.isOpen()) {
            counts.judgedAgain();
            tunnel.judgeAgain();
        }
    }
}
