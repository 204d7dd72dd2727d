package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.identity.SignedIn;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.policy.Policy;

/**
 * A connection whose client takes us for the origin, because the firewall sent it here. What goes through it is judged and
 * dialled by the name in it, resolved by us; the address that it was going to counts only where there is no name. Confined
 * to the client's event loop.
 */
public final class Diverted {
    private final Target destination;
    private final HttpServices services;
    private final Tunnels tunnels;
    private final ClientSide client;
    private final boolean isLoop;

    /** @param destination the address and port that the client connected to */
    public Diverted(Channel channel, Arrival arrival, Target destination, HttpServices services, Tunnels tunnels) {
        this.destination = destination;
        this.services = services;
        this.tunnels = tunnels;
        this.client = new ClientSide(channel, arrival, services);
        this.isLoop = services.isOurselves(destination) || services.isOurAddress(arrival.client());
    }

    public Channel channel() {
        return client.channel();
    }

    /** Counts the connection's bytes. Before all else in the pipeline, but for TLS of our own. */
    public ChannelHandler byteMeter() {
        return client.meter();
    }

    /** Adds the handlers that serve the connection's requests; what was held is to be handed on then. */
    public void serveHttp() {
        HeadReader heads = request -> {
            if (isLoop) {
                throw MalformedMessageException.misdirected("connection that was not diverted, or is our own");
            }
            return RequestHead.diverted(request, destination);
        };
        HttpHandlers.serve(client, services, tunnels, heads);
    }

    /**
     * Decides as about a CONNECT to the address; unless it is refused, {@link Tunnels#open} gets it.
     *
     * @param holder of what came so far; removed when someone else takes it
     */
    public void openTunnel(ChannelHandler holder) {
        Exchange exchange = client.begin(services);
        Waiting waiting = new Waiting(exchange, holder);
        if (isLoop) {
            exchange.divertedTo(destination);
            waiting.refuse(Refusal.LOOP);
        } else {
            new Decider(services, RequestHead::of).decide(destination, client.arrival(), exchange, waiting);
        }
    }

    /** Closes the connection, whose client says nothing that could be judged; {@code token} is why. */
    public void refuse(String token) {
        Exchange exchange = client.begin(services);
        exchange.divertedTo(destination);
        exchange.refused(token);
        client.record(exchange);
        client.channel().close();
    }

    /** A client in the middle of its first words, who knows of no proxy. */
    private final class Waiting implements AwaitingTunnel, Decider.TunnelOutcomes {
        private final Exchange exchange;
        private @Nullable ChannelHandler holder;

        Waiting(Exchange exchange, ChannelHandler holder) {
            this.exchange = exchange;
            this.holder = holder;
        }

        @Override
        public void tunnel(Target target, Rulebook rules, Identity who) {
            tunnels.open(new Connect(this, client, services, exchange, rules, who, target));
        }

        @Override
        public void block(Policy policy, Judgement judgement) {
            close();
        }

        @Override
        public void refuse(Refusal refusal) {
            exchange.failed(refusal);
            close();
        }

        private void close() {
            TlsAlert.writeAccessDenied(client.channel());
            client.record(exchange);
            GentleClose.of(client.channel());
        }

        @Override
        public boolean isConnectingTunnel() {
            return holder != null;
        }

        @Override
        public void becomeTunnel(ChannelHandler next) {
            ChannelHandler held = holder;
            holder = null;
            client.channel().pipeline().addLast(next);
            if (held != null) {
                client.channel().pipeline().remove(held);
            }
        }

        @Override
        public void serveThroughTunnel(Target tunnel, @Nullable SignedIn opener) {
            serveHttp();
        }
    }
}
