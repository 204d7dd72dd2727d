package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import org.schoolgate.proxy.identity.Arrival;

/** The HTTP handlers of one client connection, which know each other. In a pipeline they stand in the order given here. */
public final class HttpHandlers {
    private final ClientSide client;
    private final ExchangeHandler exchanges;

    /** @param arrival says who is asking */
    public HttpHandlers(Channel channel, Arrival arrival, HttpServices services, Tunnels tunnels) {
        this(new ClientSide(channel, arrival, services), services, tunnels, RequestHead::of);
    }

    private HttpHandlers(ClientSide client, HttpServices services, Tunnels tunnels, HeadReader heads) {
        this.client = client;
        this.exchanges = new ExchangeHandler(client, services, tunnels, heads);
    }

    /** Serves the requests that come through a tunnel: adds these handlers to its pipeline, which has the meter already. */
    static void serve(ClientSide tunnelled, HttpServices services, Tunnels tunnels, HeadReader heads) {
        HttpHandlers handlers = new HttpHandlers(tunnelled, services, tunnels, heads);
        tunnelled
                .channel()
                .pipeline()
                .addLast(handlers.requestDecoder(), handlers.responseEncoder(), handlers.exchanges());
    }

    /** Counts the connection's bytes. */
    public ChannelHandler byteMeter() {
        return client.meter();
    }

    public ChannelHandler requestDecoder() {
        return client.decoder();
    }

    public ChannelHandler responseEncoder() {
        return client.encoder();
    }

    /** Decides, forwards, answers. Wants {@code IdleStateEvent}s for idleness both ways, one per {@link Limits#tick}. */
    public ChannelHandler exchanges() {
        return exchanges;
    }
}
