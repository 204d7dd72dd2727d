package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.origin.DialException;
import org.schoolgate.proxy.origin.DialException.Outcome;
import org.schoolgate.proxy.origin.OriginLoop;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Scheme;

/** A CONNECT on its way to become a tunnel. Confined to the client's event loop. */
public final class Connect {
    private final ExchangeHandler handler;
    private final ClientSide client;
    private final Exchange exchange;
    private final OriginLoop origins;
    private final Rulebook rules;
    private final Identity identity;
    private final Target target;

    Connect(
            ExchangeHandler handler,
            ClientSide client,
            Exchange exchange,
            OriginLoop origins,
            Rulebook rules,
            Identity identity,
            Target target) {
        this.handler = handler;
        this.client = client;
        this.exchange = exchange;
        this.origins = origins;
        this.rules = rules;
        this.identity = identity;
        this.target = target;
    }

    /** What the client named. */
    public Target target() {
        return target;
    }

    public Channel client() {
        return client.channel();
    }

    /** Whether someone still waits for the answer; not after {@link #accept} or {@link #refuse}, nor when the client left. */
    public boolean isPending() {
        return handler.isConnectingTunnel() && client.channel().isActive();
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

    /** Connects to a host, on the port that the client named; fails with {@link DialException}. */
    public Future<Channel> dial(Host host, ChannelHandler channelHandler) {
        return origins.dial(new Target(host, target.port()), rules.tunnelAddresses(), channelHandler);
    }

    /** Answers that there is no connection to the target. Only before {@link #accept}. */
    public void refuse(Throwable failure) {
        handler.refuse(refusalOf(failure));
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

    /** Answers 200 and takes HTTP out of the pipeline; what the client sends from here on comes to {@code next} as bytes. */
    public void accept(ChannelHandler next) {
        handler.becomeTunnel(next);
    }

    /** Records the exchange; call it once after {@link #accept}, when the tunnel is closed. */
    public void end() {
        client.record(exchange);
    }
}
