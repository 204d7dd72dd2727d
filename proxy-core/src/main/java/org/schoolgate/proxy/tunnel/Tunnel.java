package org.schoolgate.proxy.tunnel;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.schoolgate.proxy.http.Connect;
import org.schoolgate.proxy.http.TunnelEnd;
import org.schoolgate.rules.Host;

/** An open tunnel: its two ends, and the host that it was opened for. Confined to the event loop that both ends share. */
final class Tunnel {
    private final Connect connect;
    private final Host host;
    private final Channel origin;

    Tunnel(Connect connect, Host host, Channel origin) {
        this.connect = connect;
        this.host = host;
        this.origin = origin;
    }

    Channel client() {
        return connect.client();
    }

    boolean isOpen() {
        return client().isActive();
    }

    /** Why it ends; what is said first counts. */
    void ended(TunnelEnd why) {
        connect.exchange().tunnelEnded(why);
    }

    /** {@link TunnelEnd#CLIENT} as long as nothing else is said. */
    TunnelEnd end() {
        TunnelEnd said = connect.exchange().tunnelEnd();
        return said == null ? TunnelEnd.CLIENT : said;
    }

    /** Closes it if the rules now in force block it; returns whether it stays. */
    boolean judgeAgain() {
        boolean stays = origin.remoteAddress() instanceof InetSocketAddress remote
                && connect.judgeAgain(host, remote.getAddress().getAddress());
        if (!stays) {
            ended(TunnelEnd.POLICY);
            client().close();
            origin.close();
        }
        return stays;
    }
}
