package org.schoolgate.proxy.tunnel;

import io.netty.channel.Channel;
import org.schoolgate.proxy.http.Exchange;
import org.schoolgate.proxy.http.TunnelEnd;
import org.schoolgate.proxy.origin.OriginLoop;

/** An open tunnel or WebSocket: its two ends, and how it is judged. Confined to the event loop that both ends share. */
final class Tunnel {
    /** The rules in force at the time. */
    @FunctionalInterface
    interface Rules {
        /** Whether it may stay; if not, the record says why. The address is the origin's, 4 or 16 bytes in network order. */
        boolean allow(byte[] address);
    }

    private final Channel client;
    private final Channel origin;
    private final Exchange exchange;
    private final Rules rules;

    Tunnel(Channel client, Channel origin, Exchange exchange, Rules rules) {
        this.client = client;
        this.origin = origin;
        this.exchange = exchange;
        this.rules = rules;
    }

    Channel client() {
        return client;
    }

    boolean isOpen() {
        return client.isActive();
    }

    /** Why it ends; what is said first counts. */
    void ended(TunnelEnd why) {
        exchange.tunnelEnded(why);
    }

    /** {@link TunnelEnd#CLIENT} as long as nothing else is said. */
    TunnelEnd end() {
        TunnelEnd said = exchange.tunnelEnd();
        return said == null ? TunnelEnd.CLIENT : said;
    }

    /** Closes it if the rules now in force block it, or cannot say; returns whether it stays. */
    boolean judgeAgain() {
        boolean stays = false;
        try {
            byte[] address = OriginLoop.addressOf(origin);
            stays = address != null && rules.allow(address);
        } finally {
            if (!stays) {
                ended(TunnelEnd.POLICY);
                client.close();
                origin.close();
            }
        }
        return stays;
    }
}
