package org.schoolgate.proxy.tunnel;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import org.schoolgate.proxy.http.Connect;
import org.schoolgate.proxy.http.Diverted;
import org.schoolgate.proxy.http.Tunnels;
import org.schoolgate.proxy.http.Upgrade;

/**
 * Tunnels whose first bytes are looked at, and which are judged again as long as they are open. See {@link Admission} for
 * how one is opened.
 */
public final class CheckedTunnels implements Tunnels {
    private final TunnelLimits limits;
    private final TunnelCounts counts = new TunnelCounts();
    private final OpenTunnels open = new OpenTunnels(counts);

    public CheckedTunnels(TunnelLimits limits) {
        this.limits = limits;
    }

    @Override
    public void open(Connect connect) {
        new Admission(connect, limits, open, counts).begin();
    }

    @Override
    public void meet(Diverted client) {
        new Meeting(client, limits, counts).begin();
    }

    /** Its exchange was judged as a request; nothing is said of why it ends. */
    @Override
    public void join(Upgrade upgrade) {
        Channel client = upgrade.client();
        client.closeFuture().addListener(closed -> {
            upgrade.origin().close();
            upgrade.end();
        });
        Relay.open(
                client,
                upgrade.origin(),
                limits,
                end -> {},
                relay -> client.pipeline().addLast(relay));
    }

    /** Closes those that the rules now in force block; call it when these have changed. From any thread, does not wait. */
    public void judgeAgain() {
        open.judgeAgain();
    }

    public void register(MeterRegistry meters) {
        counts.register(meters);
    }
}
