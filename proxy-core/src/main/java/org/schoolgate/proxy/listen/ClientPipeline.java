package org.schoolgate.proxy.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.schoolgate.proxy.http.HttpHandlers;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Rulebook;
import org.schoolgate.proxy.http.Tunnels;

/** Sets up each client connection. The handlers of the explicit proxy, in order, are in {@link #proxy}. */
@Sharable
final class ClientPipeline extends ChannelInitializer<Channel> {
    private final HttpServices services;
    private final Tunnels tunnels;
    private final ConnectionCounter counter;
    private final ChannelGroup open;

    ClientPipeline(HttpServices services, Tunnels tunnels, ConnectionCounter counter, ChannelGroup open) {
        this.services = services;
        this.tunnels = tunnels;
        this.counter = counter;
        this.open = open;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            channel.close();
            return;
        }
        InetAddress client = remote.getAddress();
        boolean isWithinLimits = counter.enter(client, isShared(client));
        channel.closeFuture().addListener(closed -> counter.leave(client));
        open.add(channel);
        if (isWithinLimits) {
            proxy(channel);
        } else {
            TooManyConnections.refuse(channel);
        }
    }

    private void proxy(Channel channel) {
        HttpHandlers http = new HttpHandlers(channel, services, tunnels);
        long tick = services.limits().tick().toMillis();
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(http.byteMeter());
        pipeline.addLast(new IdleStateHandler(0, 0, tick, TimeUnit.MILLISECONDS));
        pipeline.addLast(http.requestDecoder());
        pipeline.addLast(http.responseEncoder());
        pipeline.addLast(http.exchanges());
    }

    private boolean isShared(InetAddress client) {
        Rulebook rules = services.rulebook();
        return rules != null && rules.policy().zoneOf(client.getAddress()).sharedAddress();
    }
}
