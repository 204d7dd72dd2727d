package org.schoolgate.proxy.tunnel;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.util.function.LongSupplier;
import org.schoolgate.proxy.http.Connect;
import org.schoolgate.proxy.http.Diverted;
import org.schoolgate.proxy.http.TunnelEnd;
import org.schoolgate.proxy.http.Tunnels;
import org.schoolgate.proxy.http.Upgrade;

/**
 * Tunnels whose first bytes are looked at, and which are judged again as long as they are open; so are WebSockets. See
 * {@link Admission} for how a tunnel is opened.
 */
public final class CheckedTunnels implements Tunnels {
    private final TunnelLimits limits;
    private final TunnelCounts counts = new TunnelCounts();
    private final OpenTunnels open;

    /** @param nanoTime monotonic */
    public CheckedTunnels(TunnelLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.open = new OpenTunnels(counts, nanoTime);
    }

    @Override
    public void open(Connect connect) {
        new Admission(connect, limits, open, counts).begin();
    }

    @Override
    public void meet(Diverted client) {
        new Meeting(client, limits, counts).begin();
    }

    /** The rules may have changed since it was asked for, and whoever judges again does not know it yet. */
    @Override
    public void join(Upgrade upgrade) {
        Channel client = upgrade.client();
        Tunnel tunnel = new Tunnel(client, upgrade.origin(), upgrade.exchange(), upgrade::judgeAgain);
        client.closeFuture().addListener(closed -> {
            upgrade.origin().close();
            tunnel.ended(TunnelEnd.CLIENT);
            upgrade.end();
        });
        open.add(tunnel);
        Relay.open(
                client,
                upgrade.origin(),
                limits,
                tunnel::ended,
                relay -> client.pipeline().addLast(relay));
        open.judgeAgain(tunnel);
    }

    /** Closes those that the rules now in force block; call it when these have changed. From any thread, does not wait. */
    public void judgeAgain() {
        open.judgeAgain();
    }

    public void register(MeterRegistry meters) {
        counts.register(meters);
    }
}
