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
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.HttpHandlers;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Rulebook;
import org.schoolgate.proxy.http.Tunnels;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.rules.Host;

/** Sets up each client connection of one port. The handlers of the explicit proxy, in order, are in {@link #proxy}. */
@Sharable
final class ClientPipeline extends ChannelInitializer<Channel> {
    private final ListenerConfig port;
    private final @Nullable ServerCertificate certificate;
    private final HttpServices services;
    private final Tunnels tunnels;
    private final ConnectionCounter counter;
    private final ListenerFaults faults;
    private final ChannelGroup open;

    ClientPipeline(
            ListenerConfig port,
            @Nullable ServerCertificate certificate,
            HttpServices services,
            Tunnels tunnels,
            ConnectionCounter counter,
            ListenerFaults faults,
            ChannelGroup open) {
        this.port = port;
        this.certificate = certificate;
        this.services = services;
        this.tunnels = tunnels;
        this.counter = counter;
        this.faults = faults;
        this.open = open;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            channel.close();
            return;
        }
        boolean isWithinLimit = counter.open();
        channel.closeFuture().addListener(closed -> counter.close());
        open.add(channel);
        InetAddress peer = remote.getAddress();
        if (!isWithinLimit) {
            turnAway(channel);
        } else if (port.isSender(peer)) {
            ProxyHeader.await(
                    channel, peer, services.limits().headTime(), client -> admit(channel, client), faults::proxyHeader);
        } else {
            admit(channel, peer);
        }
    }

    private void admit(Channel channel, InetAddress client) {
        boolean isWithinLimit = counter.enter(client, isShared(client));
        channel.closeFuture().addListener(closed -> counter.leave(client));
        if (isWithinLimit) {
            proxy(channel, new Arrival(Host.ofAddress(client.getAddress()), port.zones()));
        } else {
            turnAway(channel);
        }
    }

    /** In the clear only: an answer in TLS would cost a handshake, and that is what there are too many of. */
    private void turnAway(Channel channel) {
        if (certificate == null) {
            TooManyConnections.refuse(channel);
        } else {
            channel.close();
        }
    }

    private void proxy(Channel channel, Arrival arrival) {
        HttpHandlers http = new HttpHandlers(channel, arrival, services, tunnels);
        long tick = services.limits().tick().toMillis();
        ChannelPipeline pipeline = channel.pipeline();
        if (certificate != null) {
            pipeline.addLast(
                    certificate.newHandler(channel.alloc(), services.limits().headTime()));
            pipeline.addLast(new TlsFaults(faults));
        }
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
