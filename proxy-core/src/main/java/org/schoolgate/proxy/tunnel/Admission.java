package org.schoolgate.proxy.tunnel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.Connect;
import org.schoolgate.proxy.http.Faults;
import org.schoolgate.proxy.http.GentleClose;
import org.schoolgate.proxy.http.TlsAlert;
import org.schoolgate.proxy.http.TunnelEnd;
import org.schoolgate.proxy.tunnel.TunnelCounts.Outcome;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.TunnelProtocol;

/**
 * One CONNECT on its way to become an open tunnel, or not. To a name it is dialled first, so that a failure can still be
 * answered, and then its ClientHello must be for that name. To an address it is accepted first, and judged and dialled by
 * the name in its ClientHello: an address chosen by the client never decides where named traffic goes. Until it is open,
 * no byte of the client reaches an origin. Confined to the client's event loop.
 */
final class Admission {
    private static final String SNI_MISMATCH = "sni_mismatch";
    private static final String CUT_OFF = "connection_terminated";
    static final String UNRECOGNISED = "unrecognised_protocol";

    private final Connect connect;
    private final Host asked;
    private final TunnelLimits limits;
    private final OpenTunnels open;
    private final TunnelCounts counts;
    private final Peek peek;
    /** Null until it is dialled. */
    private @Nullable Channel origin;

    Admission(Connect connect, TunnelLimits limits, OpenTunnels open, TunnelCounts counts) {
        this.connect = connect;
        this.asked = connect.target().host();
        this.limits = limits;
        this.open = open;
        this.counts = counts;
        this.peek = new Peek(limits, this::greeted);
    }

    void begin() {
        if (asked.isAddress() && connect.protocol() == TunnelProtocol.TLS) {
            accept();
            return;
        }
        dial(asked).addListener((Future<Channel> done) -> {
            if (!connect.isPending()) {
                closeLate(done);
            } else if (done.isSuccess()) {
                dialled(done.getNow());
            } else {
                counts.count(Outcome.UNREACHABLE);
                connect.refuse(done.cause());
            }
        });
    }

    private void dialled(Channel fresh) {
        join(fresh);
        if (connect.protocol() == TunnelProtocol.RAW) {
            recordAtTheEnd();
            start(asked, fresh);
        } else {
            accept();
        }
    }

    /** Until the client leaves. The origin is not read before the tunnel is open. */
    private Future<Channel> dial(Host host) {
        Future<Channel> dialled = connect.dial(host, new Unread());
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

    private void join(Channel fresh) {
        origin = fresh;
        connect.client().closeFuture().addListener(closed -> fresh.close());
    }

    private void accept() {
        recordAtTheEnd();
        connect.accept(peek);
    }

    private void recordAtTheEnd() {
        connect.client().closeFuture().addListener(closed -> {
            connect.exchange().tunnelEnded(TunnelEnd.CLIENT);
            connect.end();
        });
    }

    private void greeted(Opening opening) {
        switch (opening.kind()) {
            case TLS -> tls(opening);
            case HTTP -> serveHttp();
            case MALFORMED_TLS -> refuse(Outcome.UNRECOGNISED, UNRECOGNISED);
            case UNRECOGNISED -> {
                counts.count(Outcome.UNRECOGNISED);
                connect.exchange().refused(UNRECOGNISED);
                end(TunnelEnd.REFUSED);
                connect.client().close();
            }
        }
    }

    private void tls(Opening opening) {
        connect.exchange().greeted(opening.serverName(), opening.hasEch());
        Host named = hostNamedBy(opening);
        Channel dialled = origin;
        if (named == null || !mayBeFor(named)) {
            refuse(Outcome.SNI_MISMATCH, SNI_MISMATCH);
        } else if (dialled != null) {
            start(named, dialled);
        } else if (connect.judge(named).allows()) {
            dialNamed(named);
        } else {
            counts.count(Outcome.BLOCKED);
            deny();
        }
    }

    /** What the client wants to talk to; null when it says nonsense. */
    private @Nullable Host hostNamedBy(Opening opening) {
        String name = opening.serverName();
        try {
            return name == null ? asked : Host.parse(name);
        } catch (HostSyntaxException e) {
            return null;
        }
    }

    /** Whether a tunnel that was asked for may be for that host: the same, or the name behind an address. */
    private boolean mayBeFor(Host named) {
        return named.equals(asked) || asked.isAddress() && !named.isAddress();
    }

    private void dialNamed(Host named) {
        Channel client = connect.client();
        dial(named).addListener((Future<Channel> done) -> {
            if (!client.isActive()) {
                closeLate(done);
            } else if (done.isSuccess()) {
                join(done.getNow());
                start(named, done.getNow());
            } else {
                counts.count(Outcome.UNREACHABLE);
                connect.fail(done.cause());
                end(TunnelEnd.REFUSED);
                client.close();
            }
        });
    }

    /** The rules may have changed since the CONNECT, and whoever judges open tunnels again does not know this one yet. */
    private void start(Host host, Channel dialled) {
        if (!dialled.isActive()) {
            connect.exchange().broken(CUT_OFF);
            end(TunnelEnd.ORIGIN);
            connect.client().close();
            return;
        }
        Tunnel tunnel =
                new Tunnel(connect.client(), dialled, connect.exchange(), address -> connect.judgeAgain(host, address));
        open.add(tunnel);
        if (connect.isOvertaken() && !open.judgeAgain(tunnel)) {
            return;
        }
        counts.count(Outcome.OPENED);
        Relay.open(connect.client(), dialled, limits, tunnel::ended, this::relayBy);
    }

    private void relayBy(Relay relay) {
        if (connect.isPending()) {
            connect.accept(relay);
        } else {
            connect.client().pipeline().addLast(relay).remove(peek);
        }
    }

    /** The origin that was dialled is not used: the requests have the pool. */
    private void serveHttp() {
        counts.count(Outcome.HTTP);
        if (origin != null) {
            origin.close();
        }
        connect.serveHttp(peek.heldBytes());
        connect.client().config().setAutoRead(true);
        connect.client().pipeline().remove(peek);
    }

    private void refuse(Outcome outcome, String note) {
        counts.count(outcome);
        connect.exchange().refused(note);
        deny();
    }

    private void deny() {
        TlsAlert.writeAccessDenied(connect.client());
        end(TunnelEnd.REFUSED);
        GentleClose.of(connect.client());
    }

    private void end(TunnelEnd why) {
        connect.exchange().tunnelEnded(why);
        connect.end();
    }

    /** On an origin's pipeline as long as the tunnel is not open. */
    @Sharable
    private static final class Unread extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            Faults.log("a connection to an origin", cause);
            ctx.close();
        }
    }
}
