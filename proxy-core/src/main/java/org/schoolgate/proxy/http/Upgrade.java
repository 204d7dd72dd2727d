package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.FullHttpResponse;

/** A client and an origin that have agreed on a WebSocket. Confined to the event loop that they share. */
public final class Upgrade {
    private final ClientSide client;
    private final Exchange exchange;
    private final Channel origin;

    Upgrade(ClientSide client, Exchange exchange, Channel origin) {
        this.client = client;
        this.exchange = exchange;
        this.origin = origin;
    }

    /** Takes HTTP out of both pipelines; what either side has sent already goes through as it is. */
    void start(FullHttpResponse answer, ChannelHandler exchanges, Tunnels tunnels) {
        client.write(answer);
        tunnels.join(this);
        OriginHandler.endRequests(origin);
        client.leaveHttp(exchanges);
        OriginHandler.endResponses(origin);
        client.flush();
    }

    public Channel client() {
        return client.channel();
    }

    public Channel origin() {
        return origin;
    }

    /** Records the exchange; call it once, when the WebSocket is closed. */
    public void end() {
        client.record(exchange);
    }
}
