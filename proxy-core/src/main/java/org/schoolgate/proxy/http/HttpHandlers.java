package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/** The HTTP handlers of one client connection, which know each other. In a pipeline they stand in the order given here. */
public final class HttpHandlers {
    private final ClientSide client;
    private final ExchangeHandler exchanges;

    /** Call when the channel is connected: its remote address says who is asking. */
    public HttpHandlers(Channel channel, HttpServices services, Tunnels tunnels) {
        client = new ClientSide(channel, services);
        exchanges = new ExchangeHandler(client, services, tunnels);
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
