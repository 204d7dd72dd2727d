package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import org.schoolgate.proxy.http.ExchangeClock.Phase;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.origin.DialException;
import org.schoolgate.proxy.origin.DialException.Outcome;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.TunnelProtocol;

/** A CONNECT on its way to become a tunnel, or a diverted connection that is treated as one. Confined to the client's event loop. */
public final class Connect {
    private final AwaitingTunnel awaiting;
    private final ClientSide client;
    private final HttpServices services;
    private final Exchange exchange;
    private final Rulebook rules;
    private final Identity identity;
    private final Target target;

    Connect(
            AwaitingTunnel awaiting,
            ClientSide client,
            HttpServices services,
            Exchange exchange,
            Rulebook rules,
            Identity identity,
            Target target) {
        this.awaiting = awaiting;
        this.client = client;
        this.services = services;
        this.exchange = exchange;
        this.rules = rules;
        this.identity = identity;
        this.target = target;
    }

    /** What the client named. */
    public Target target() {
        return target;
    }

    /** What may go through the tunnel. */
    public TunnelProtocol protocol() {
        return rules.tunnelProtocol(target);
    }

    public Channel client() {
        return client.channel();
    }

    /** Whether someone still waits for the answer; not after {@link #accept} or {@link #refuse}, nor when the client left. */
    public boolean isPending() {
        return awaiting.isConnectingTunnel() && client.channel().isActive();
    }

    /** For what becomes of it; see {@link #end}. */
    public Exchange exchange() {
        return exchange;
    }

    /** Decides, for this client and by the rules at the time of the CONNECT, about a host. What it says counts from now. */
    public Judgement judge(Host host) {
        Judgement judgement = rules.judge(identity, new Target(host, target.port()), Scheme.CONNECT, null);
        exchange.judged(judgement);
        return judgement;
    }

    /** Whether other rules have come in force since the CONNECT. */
    public boolean isOvertaken() {
        return services.rulebook() != rules;
    }

    /**
     * Whether the tunnel may stay open by the rules that are in force now. If not, that is what the record will say.
     *
     * @param host that it was opened for
     * @param address of the origin, 4 or 16 bytes in network order
     */
    public boolean judgeAgain(Host host, byte[] address) {
        Rulebook now = services.rulebook();
        Target opened = new Target(host, target.port());
        if (exchange.judgeAgain(now, client.arrival(), opened) == null || now == null) {
            return false;
        }
        boolean isLookedAt = protocol() == TunnelProtocol.TLS || now.tunnelProtocol(target) == TunnelProtocol.RAW;
        if (isLookedAt && now.tunnelAddresses().permits(host, address, target.port())) {
            return true;
        }
        exchange.failed(Refusal.PORT_NOT_ALLOWED);
        return false;
    }

    /** Connects to a host, on the port that the client named; fails with {@link DialException}. */
    public Future<Channel> dial(Host host, ChannelHandler channelHandler) {
        ExchangeClock clock = exchange.clock();
        clock.enter(Phase.RESOLVE);
        return services.originsFor(client.channel())
                .dialTunnel(
                        new Target(host, target.port()),
                        rules.tunnelAddresses(),
                        channelHandler,
                        () -> clock.enter(Phase.CONNECT))
                .addListener(done -> clock.enter(Phase.REST));
    }

    /** Answers that there is no connection to the target. Only before {@link #accept}. */
    public void refuse(Throwable failure) {
        awaiting.refuse(refusalOf(failure));
    }

    /** Records that there is no connection, when it is too late to answer so. Only after {@link #accept}. */
    public void fail(Throwable failure) {
        exchange.failed(refusalOf(failure));
    }

    private Refusal refusalOf(Throwable failure) {
        Outcome outcome = DialException.outcomeOf(failure);
        boolean byPort = outcome == Outcome.ADDRESS_PROHIBITED && !rules.mayTunnel(target);
        return byPort ? Refusal.PORT_NOT_ALLOWED : Refusal.of(outcome);
    }

    /** Answers 200 and takes HTTP out of the pipeline, if there was any; what the client sends from here on comes to {@code next} as bytes. */
    public void accept(ChannelHandler next) {
        awaiting.becomeTunnel(next);
    }

    /**
     * Goes on with HTTP in the clear: what comes through the tunnel is served as requests to its target, each judged and
     * recorded by itself. Ends this exchange. Only after {@link #accept}; what is held is to be handed on then.
     *
     * @param heldBytes that came through the tunnel already
     */
    public void serveHttp(int heldBytes) {
        exchange.tunnelEnded(TunnelEnd.HTTP);
        client.record(exchange, heldBytes);
        awaiting.serveThroughTunnel(target, exchange.signedIn());
    }

    /** Records the exchange, after {@link #accept}, when the tunnel is closed or is never to be opened. */
    public void end() {
        client.record(exchange);
    }
}
