package org.schoolgate.proxy.tunnel;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The open tunnels of one event loop, and the rounds in which they are judged again: one every few seconds, because what a
 * policy says may depend on the time, and one whenever the rules change. A round is cut into slices, between which the
 * loop serves its connections. Confined to that loop.
 */
final class LoopTunnels {
    private static final long ROUND_SECONDS = 4;
    private static final long PAUSE_MILLIS = 1;
    /** Takes under a millisecond when all stay open, and some ten when all are closed. */
    private static final int SLICE = 200;

    private final EventLoop loop;
    private final TunnelCounts counts;
    private final Set<Tunnel> open = new LinkedHashSet<>();
    /** Of the round that is on; some may be closed by now. */
    private final Deque<Tunnel> due = new ArrayDeque<>();
    /** Whether the rules changed while a round was on, so that its beginning may be out of date. */
    private boolean isNextRoundDue;

    LoopTunnels(EventLoop loop, TunnelCounts counts) {
        this.loop = loop;
        this.counts = counts;
        loop.scheduleWithFixedDelay(this::judgeAgain, ROUND_SECONDS, ROUND_SECONDS, TimeUnit.SECONDS);
    }

    void add(Tunnel tunnel) {
        open.add(tunnel);
        counts.opened();
        tunnel.client().closeFuture().addListener(closed -> {
            open.remove(tunnel);
            counts.closed(tunnel.end());
        });
    }

    /** Begins a round, now or after the one that is on. */
    void judgeAgain() {
        if (due.isEmpty()) {
            due.addAll(open);
            judgeSlice();
        } else {
            isNextRoundDue = true;
        }
    }

    private void judgeSlice() {
        for (int i = 0; i < SLICE && !due.isEmpty(); i++) {
            Tunnel tunnel = due.remove();
            if (tunnel.isOpen()) {
                counts.judgedAgain();
                tunnel.judgeAgain();
            }
        }
        if (!due.isEmpty()) {
            loop.schedule(this::judgeSlice, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } else if (isNextRoundDue) {
            isNextRoundDue = false;
            judgeAgain();
        }
    }
}
