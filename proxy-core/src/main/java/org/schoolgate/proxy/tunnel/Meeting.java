package org.schoolgate.proxy.tunnel;

import io.netty.channel.Channel;
import org.schoolgate.proxy.http.Diverted;
import org.schoolgate.proxy.tunnel.TunnelCounts.Outcome;

/**
 * A diverted connection until it is clear what its client says first: requests are served as such, TLS becomes a tunnel or
 * not (see {@link Admission}), and all else is closed. Confined to the client's event loop.
 */
final class Meeting {
    private final Diverted client;
    private final TunnelCounts counts;
    private final Peek peek;

    Meeting(Diverted client, TunnelLimits limits, TunnelCounts counts) {
        this.client = client;
        this.counts = counts;
        this.peek = new Peek(limits, this::greeted);
    }

    void begin() {
        client.channel().pipeline().addLast(peek);
    }

    private void greeted(Opening opening) {
        switch (opening.kind()) {
            case HTTP -> serveHttp();
            case TLS, MALFORMED_TLS -> client.openTunnel(peek);
            case UNRECOGNISED -> refuse();
        }
    }

    private void serveHttp() {
        Channel channel = client.channel();
        client.serveHttp();
        channel.config().setAutoRead(true);
        channel.pipeline().remove(peek);
    }

    /** Browsers connect ahead of need; one that has said nothing has done nothing that could be recorded. */
    private void refuse() {
        if (peek.heldBytes() == 0) {
            client.channel().close();
        } else {
            counts.count(Outcome.UNRECOGNISED);
            client.refuse(Admission.UNRECOGNISED);
        }
    }
}
