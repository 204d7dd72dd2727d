package org.schoolgate.proxy.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.Diverted;
import org.schoolgate.proxy.http.HttpHandlers;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Rulebook;
import org.schoolgate.proxy.http.Tunnels;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.proxy.identity.Arrival.Way;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.Host;

/**
 * Sets up client connections of one port, as that port is by one state of the settings. The handlers of the explicit proxy, in
 * order, are in {@link #proxy}.
 */
final class ClientPipeline {
    private final ListenerConfig port;
    private final @Nullable ServerCertificate certificate;
    private final PacFiles pac;
    private final HttpServices services;
    private final Tunnels tunnels;
    private final ConnectionCounter counter;
    private final TooManyConnections tooMany;
    private final ListenerFaults faults;
    private final ChannelGroup open;

    ClientPipeline(
            ListenerConfig port,
            @Nullable ServerCertificate certificate,
            PacFiles pac,
            HttpServices services,
            Tunnels tunnels,
            ConnectionCounter counter,
            TooManyConnections tooMany,
            ListenerFaults faults,
            ChannelGroup open) {
        this.port = port;
        this.certificate = certificate;
        this.pac = pac;
        this.services = services;
        this.tunnels = tunnels;
        this.counter = counter;
        this.tooMany = tooMany;
        this.faults = faults;
        this.open = open;
    }

    void init(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            channel.close();
            return;
        }
        boolean isWithinLimit = counter.open();
        channel.closeFuture().addListener(closed -> counter.close());
        open.add(channel);
        InetAddress peer = remote.getAddress();
        if (!isWithinLimit) {
            turnAway(channel, arrival(peer, false));
        } else if (port.isSender(peer)) {
            ProxyHeader.await(
                    channel,
                    peer,
                    services.limits().headTime(),
                    client -> admit(channel, client, true),
                    faults::proxyHeader);
        } else {
            admit(channel, peer, false);
        }
    }

    /** @param isRelayed whether a listed sender says that it is this client */
    private void admit(Channel channel, InetAddress client, boolean isRelayed) {
        boolean isWithinLimit = counter.enter(client, isShared(client));
        channel.closeFuture().addListener(closed -> counter.leave(client));
        if (isWithinLimit) {
            serve(channel, arrival(client, isRelayed));
        } else {
            turnAway(channel, arrival(client, isRelayed));
        }
    }

    private Arrival arrival(InetAddress client, boolean isRelayed) {
        Host address = Host.ofAddress(client.getAddress());
        Way way = new Way(port.kind() == Kind.TLS, isRelayed);
        return new Arrival(address, port.zones(), services.allowances().of(address), way, null);
    }

    /** In words only where HTTP is spoken for sure: in TLS an answer would cost the handshake of which there are too many. */
    private void turnAway(Channel channel, Arrival arrival) {
        if (port.kind() == Kind.PROXY) {
            tooMany.refuse(channel, arrival, services);
        } else {
            tooMany.close(channel, arrival, services);
        }
    }

    private void serve(Channel channel, Arrival arrival) {
        switch (port.kind()) {
            case PROXY, TLS -> proxy(channel, arrival);
            case REDIRECT, TPROXY -> divert(channel, arrival);
            case PAC -> tellOfProxy(channel);
        }
    }

    private void proxy(Channel channel, Arrival arrival) {
        HttpHandlers http = new HttpHandlers(channel, arrival, services, tunnels);
        ChannelPipeline pipeline = channel.pipeline();
        if (certificate != null) {
            pipeline.addLast(
                    certificate.newHandler(channel.alloc(), services.limits().headTime()));
            pipeline.addLast(new TlsFaults(faults));
        }
        pipeline.addLast(http.byteMeter());
        pipeline.addLast(idleness());
        pipeline.addLast(http.requestDecoder());
        pipeline.addLast(http.responseEncoder());
        pipeline.addLast(http.exchanges());
    }

    private void divert(Channel channel, Arrival arrival) {
        Target destination = port.kind() == Kind.REDIRECT
                ? OriginalDestination.ofRedirected(channel)
                : OriginalDestination.of((InetSocketAddress) channel.localAddress());
        Diverted client = new Diverted(channel, arrival, destination, services, tunnels);
        channel.pipeline().addLast(client.byteMeter(), idleness());
        tunnels.meet(client);
    }

    private IdleStateHandler idleness() {
        return new IdleStateHandler(0, 0, services.limits().tick().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tellOfProxy(Channel channel) {
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new PacHandler(pac, services.limits().headTime()));
    }

    private boolean isShared(InetAddress client) {
        Rulebook rules = services.rulebook();
        return rules != null && rules.policy().zoneOf(client.getAddress()).sharedAddress();
    }
}
