package org.schoolgate.proxy.tunnel;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.Connect;
import org.schoolgate.proxy.http.Tunnels;
import org.schoolgate.proxy.http.Upgrade;
import org.schoolgate.proxy.tunnel.ClientHello.Kind;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/**
 * Tunnels for TLS. A tunnel to a name is dialled first, so that a failure can still be answered, and then its ClientHello
 * must be for that name. One to an address is accepted first, and judged and dialled by the name in its ClientHello: an
 * address chosen by the client never decides where named traffic goes.
 */
public final class TlsTunnels implements Tunnels {
    /** A fatal alert, access_denied (RFC 8446, section 6.2): to the client, more than a mere close. */
    private static final byte[] ACCESS_DENIED = {21, 3, 1, 0, 2, 2, 49};

    private static final String SNI_MISMATCH = "sni_mismatch";
    private static final String CUT_OFF = "connection_terminated";
    private static final String UNRECOGNISED = "unrecognised_protocol";

    private final TunnelLimits limits;

    public TlsTunnels(TunnelLimits limits) {
        this.limits = limits;
    }

    @Override
    public void open(Connect connect) {
        Host host = connect.target().host();
        if (host.isAddress()) {
            accept(connect, hello -> openByName(connect, hello));
            return;
        }
        dial(connect, host).addListener((Future<Channel> done) -> {
            if (!connect.isPending()) {
                closeLate(done);
            } else if (done.isSuccess()) {
                Channel origin = done.getNow();
                closeTogether(connect.client(), origin);
                accept(connect, hello -> openTo(connect, origin, hello));
            } else {
                connect.refuse(done.cause());
            }
        });
    }

    @Override
    public void join(Upgrade upgrade) {
        upgrade.client().closeFuture().addListener(closed -> upgrade.end());
        closeTogether(upgrade.client(), upgrade.origin());
        Relay.open(upgrade.client(), upgrade.origin(), limits);
    }

    /** Until the client leaves. The origin is not read before the tunnel is open. */
    private static Future<Channel> dial(Connect connect, Host host) {
        Future<Channel> dialled = connect.dial(host, new ChannelInboundHandlerAdapter());
        ChannelFutureListener giveUp = closed -> dialled.cancel(false);
        connect.client().closeFuture().addListener(giveUp);
        dialled.addListener((Future<Channel> done) -> {
            connect.client().closeFuture().removeListener(giveUp);
            if (done.isSuccess()) {
                done.getNow().config().setAutoRead(false);
            }
        });
        return dialled;
    }

    private static void closeLate(Future<Channel> done) {
        if (done.isSuccess()) {
            done.getNow().close();
        }
    }

    private static void closeTogether(Channel client, Channel origin) {
        client.closeFuture().addListener(closed -> origin.close());
    }

    private void accept(Connect connect, Consumer<ClientHello> listener) {
        connect.client().closeFuture().addListener(closed -> connect.end());
        connect.accept(new Peek(limits, listener));
    }

    private void openTo(Connect connect, Channel origin, ClientHello hello) {
        Host host = connect.target().host();
        if (hello.kind() != Kind.COMPLETE) {
            refuse(connect, UNRECOGNISED);
        } else if (Objects.equals(host, hostOf(hello, host))) {
            start(connect, origin);
        } else {
            refuse(connect, SNI_MISMATCH);
        }
    }

    private void openByName(Connect connect, ClientHello hello) {
        if (hello.kind() != Kind.COMPLETE) {
            refuse(connect, UNRECOGNISED);
            return;
        }
        Host host = hostOf(hello, connect.target().host());
        if (host == null) {
            refuse(connect, SNI_MISMATCH);
        } else if (connect.judge(host).allows()) {
            dialAndStart(connect, host);
        } else {
            deny(connect.client());
        }
    }

    private void dialAndStart(Connect connect, Host host) {
        Channel client = connect.client();
        dial(connect, host).addListener((Future<Channel> done) -> {
            if (!client.isActive()) {
                closeLate(done);
            } else if (done.isSuccess()) {
                closeTogether(client, done.getNow());
                start(connect, done.getNow());
            } else {
                connect.fail(done.cause());
                client.close();
            }
        });
    }

    private void start(Connect connect, Channel origin) {
        Channel client = connect.client();
        if (!origin.isActive()) {
            connect.exchange().broken(CUT_OFF);
            client.close();
            return;
        }
        Relay.open(client, origin, limits);
        client.pipeline().remove(Peek.class);
    }

    private static void refuse(Connect connect, String note) {
        connect.exchange().refused(note);
        deny(connect.client());
    }

    private static void deny(Channel client) {
        client.writeAndFlush(Unpooled.wrappedBuffer(ACCESS_DENIED)).addListener(ChannelFutureListener.CLOSE);
    }

    /** The host that the client wants to talk to; {@code unnamed} when it does not say, null when it says nonsense. */
    private static @Nullable Host hostOf(ClientHello hello, Host unnamed) {
        try {
            return hello.serverName() == null ? unnamed : Host.parse(hello.serverName());
        } catch (HostSyntaxException e) {
            return null;
        }
    }
}
