package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import org.schoolgate.proxy.origin.DialException.Outcome;
import org.schoolgate.proxy.origin.Target;

/** A client and an origin that have agreed on a WebSocket. Confined to the event loop that they share. */
public final class Upgrade {
    private final ClientSide client;
    private final HttpServices services;
    private final Exchange exchange;
    private final Target target;
    private final Channel origin;

    Upgrade(ClientSide client, HttpServices services, Exchange exchange, Target target, Channel origin) {
        this.client = client;
        this.services = services;
        this.exchange = exchange;
        this.target = target;
        this.origin = origin;
    }

    /** Takes HTTP out of both pipelines; what either side has sent already goes through as it is. */
    void start(FullHttpResponse answer, ChannelHandler exchanges, Tunnels tunnels) {
        client.write(answer);
        tunnels.join(this);
        OriginHandler.endRequests(origin);
        client.leaveHttp(exchanges);
        OriginHandler.endResponses(origin);
        client.flush();
    }

    public Channel client() {
        return client.channel();
    }

    public Channel origin() {
        return origin;
    }

    /** For what becomes of it; see {@link #end}. */
    public Exchange exchange() {
        return exchange;
    }

    /**
     * Whether it may stay open by the rules that are in force now. If not, that is what the record will say.
     *
     * @param address of the origin, 4 or 16 bytes in network order
     */
    public boolean judgeAgain(byte[] address) {
        Rulebook now = services.rulebook();
        Judgement judgement = exchange.judgeAgain(now, client.arrival(), target);
        if (judgement == null || now == null) {
            return false;
        }
        if (!judgement.allowsUpgrade()) {
            exchange.failed(Refusal.UPGRADE_NOT_ALLOWED);
            return false;
        }
        boolean isPermitted = now.addresses().permits(target.host(), address, target.port());
        if (!isPermitted) {
            exchange.failed(Refusal.of(Outcome.ADDRESS_PROHIBITED));
        }
        return isPermitted;
    }

    /** Records the exchange; call it once, when the WebSocket is closed. */
    public void end() {
        client.record(exchange);
    }
}
