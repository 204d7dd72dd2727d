package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ReadGate.Reason;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.origin.OriginLoop;
import org.schoolgate.proxy.portal.Reader;
import org.schoolgate.rules.policy.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the exchanges of one client connection, one after the other. Inbound, after {@link RequestDecoder}: what comes
 * goes to the exchange's {@link Forwarding}, or is released here. Asks the decoder for the next step only when there is
 * somewhere for it to go. One per connection, on its event loop: plain fields.
 */
final class ExchangeHandler extends ChannelInboundHandlerAdapter implements Decider.Outcomes {
    private enum State {
        AWAITING_HEAD,
        FORWARDING,
        CONNECTING_TUNNEL,
        /** Blocked; who sees the page may rely on it that the suspected incident is on the disk. */
        HOLDING_ANSWER,
        /** Answered; the rest must still be read, or it would look like the next request (RFC 9112, section 9.3). */
        DROPPING_BODY,
        CLOSING
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

    private final ClientSide client;
    private final HttpServices services;
    private final Tunnels tunnels;
    private final Decider decider;
    private final Answers answers;
    private State state = State.AWAITING_HEAD;
    private boolean isDraining;
    private int idleTicks;
    /** Of the exchange that is on; null between two. */
    private @Nullable Turn turn;

    private @Nullable Forwarding forwarding;

    ExchangeHandler(ClientSide client, HttpServices services, Tunnels tunnels) {
        this.client = client;
        this.services = services;
        this.tunnels = tunnels;
        this.decider = new Decider(services);
        this.answers = new Answers(services.portal());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) {
            begin(request);
            ReferenceCountUtil.release(message);
        } else {
            body((HttpContent) message);
        }
    }

    private void begin(HttpRequest request) {
        if (state == State.CLOSING) {
            return;
        }
        Exchange exchange = new Exchange(
                services, client.addressText(), client.decoder().headStartNanos(), readerOf(request.headers()));
        turn = new Turn(exchange, request.protocolVersion());
        client.encoder().answering(request.method().equals(HttpMethod.HEAD));
        try {
            decider.decide(request, client.address(), exchange, this);
        } catch (MalformedMessageException e) {
            turn().close();
            refuse(Refusal.of(e));
        }
    }

    private static Reader readerOf(HttpHeaders headers) {
        return Reader.of(
                headers.get(HttpHeaderNames.ACCEPT_LANGUAGE),
                headers.get("sec-fetch-dest"),
                headers.get(HttpHeaderNames.ACCEPT));
    }

    private Turn turn() {
        return Objects.requireNonNull(turn, "an exchange is on");
    }

    @Override
    public void forward(RequestHead head, Rulebook rules) throws MalformedMessageException {
        turn().read(head);
        forwarding = new Forwarding(this, origins(), rules.addresses(), head, services.via());
        state = State.FORWARDING;
        forwarding.start();
    }

    private OriginLoop origins() {
        return services.origins().on(client.channel().eventLoop());
    }

    @Override
    public void tunnel(RequestHead head, Rulebook rules, Identity who) {
        turn().read(head);
        state = State.CONNECTING_TUNNEL;
        tunnels.open(new Connect(this, client, turn().exchange(), origins(), rules, who, head.target()));
    }

    @Override
    public void block(RequestHead head, Policy policy, Judgement judgement) {
        turn().read(head);
        FullHttpResponse page = answers.blocked(turn().exchange(), policy, judgement);
        CompletionStage<Void> stored = turn().exchange().incidentStored();
        if (stored == null) {
            answer(page);
        } else {
            state = State.HOLDING_ANSWER;
            Hold.until(stored, client.channel().eventLoop(), () -> release(page));
        }
    }

    private void release(FullHttpResponse page) {
        if (state == State.HOLDING_ANSWER) {
            answer(page);
        } else {
            page.release();
        }
    }

    @Override
    public void refuse(RequestHead head, Refusal refusal) {
        turn().read(head);
        refuse(refusal);
    }

    /** Answers in the origin's place, before a response has begun. */
    void refuse(Refusal refusal) {
        Exchange exchange = turn().exchange();
        exchange.failed(refusal);
        answer(answers.refused(exchange, refusal));
    }

    private void answer(FullHttpResponse response) {
        Turn current = turn();
        closeIfLast(current);
        current.beginAnswer(response);
        client.channel().write(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        if (!current.keepsConnection()) {
            close();
        } else if (current.isRequestRead()) {
            finish();
        } else {
            dropBody(current);
        }
    }

    /** What came right behind a CONNECT was meant for the tunnel, and is no request. */
    private void closeIfLast(Turn current) {
        if (isDraining || current.isConnect() && client.decoder().undecodedBytes() > 0) {
            current.close();
        }
    }

    /** Without a body its end comes in a moment, and the exchange with it. */
    private void dropBody(Turn current) {
        state = State.DROPPING_BODY;
        if (current.awaitsBody()) {
            client.flush();
            pauseReading(false);
            readBody();
        }
    }

    private void body(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            part.release();
            malformedBody(part.decoderResult().cause());
            return;
        }
        if (turn != null) {
            turn.read(part);
        }
        if (state == State.FORWARDING && forwarding != null) {
            forwarding.requestBody(part);
        } else {
            drop(part);
        }
    }

    private void drop(HttpContent part) {
        boolean isTooMuch = turn != null && turn.drop(part, services.limits().maxDroppedBytes());
        part.release();
        if (state != State.DROPPING_BODY) {
            return;
        }
        if (part instanceof LastHttpContent) {
            finish();
        } else if (isTooMuch) {
            close();
        }
    }

    private void malformedBody(Throwable failure) {
        if (state == State.FORWARDING && forwarding != null) {
            forwarding.abandon();
            turn().close();
            Refusal refusal = Refusal.of(Heads.refusal(failure));
            if (turn().isResponseBegun()) {
                cut(refusal);
            } else {
                refuse(refusal);
            }
        } else if (state == State.DROPPING_BODY) {
            close();
        }
    }

    // What Forwarding asks for.

    /** Lets the body come in. */
    void readBody() {
        client.decoder().proceed();
    }

    void pauseReading(boolean pause) {
        client.gate().set(Reason.PEER_FULL, pause);
    }

    /** @param endsWithConnection whether only the end of the connection will tell the client where the body ends */
    void writeHead(HttpResponse response, boolean endsWithConnection) {
        closeIfLast(turn());
        turn().beginForwarded(response, endsWithConnection);
        write(response);
    }

    /** Takes over the part; flushed later. */
    void write(HttpObject part) {
        Channel channel = client.channel();
        channel.write(part, channel.voidPromise());
        if (!channel.isWritable() && forwarding != null) {
            forwarding.clientWritabilityChanged(false);
        }
    }

    void flush() {
        client.flush();
    }

    /** The whole response is written. */
    void responded() {
        if (turn().keepsConnection()) {
            finish();
        } else {
            close();
        }
    }

    /** The response broke off: so does the connection, lest the client take what it has for the whole. */
    void cut(Refusal why) {
        Turn current = turn();
        current.exchange().failed(why);
        end(current);
        client.breakOff(current.endsWithConnection());
    }

    /** The record comes first: whoever has the whole answer can rely on it that it is written down. */
    private void finish() {
        boolean isLast = isDraining;
        end(turn());
        client.flush();
        pauseReading(false);
        if (isLast) {
            GentleClose.of(client.channel());
        } else {
            state = State.AWAITING_HEAD;
            client.decoder().proceed();
        }
    }

    private void close() {
        end(turn());
        GentleClose.of(client.channel());
    }

    private void end(Turn current) {
        client.record(current.exchange());
        state = State.CLOSING;
        turn = null;
        forwarding = null;
    }

    boolean isConnectingTunnel() {
        return state == State.CONNECTING_TUNNEL;
    }

    /** See {@link Connect#accept}. */
    void becomeTunnel(ChannelHandler next) {
        turn().exchange().answered(ClientSide.ESTABLISHED.code());
        state = State.CLOSING;
        turn = null;
        client.becomeTunnel(this, next);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (forwarding != null) {
            forwarding.requestReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (forwarding != null) {
            forwarding.clientWritabilityChanged(ctx.channel().isWritable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent idle) {
            idleTicks = idle.isFirst() ? 1 : idleTicks + 1;
            onIdle(ctx);
        } else if (event == Drain.NOW) {
            isDraining = true;
            if (state == State.AWAITING_HEAD && client.decoder().undecodedBytes() == 0) {
                ctx.close();
            }
        }
    }

    private void onIdle(ChannelHandlerContext ctx) {
        if (state == State.AWAITING_HEAD || state == State.DROPPING_BODY) {
            ctx.close();
        } else if (state == State.FORWARDING && forwarding != null) {
            if (client.hasUnsent()) {
                forwarding.abandon();
                cut(Refusal.CLIENT_STALLED);
            } else if (idleTicks >= services.limits().exchangeTicks()) {
                forwarding.timedOut();
            }
        } else if (state == State.CLOSING && client.hasUnsent()) {
            client.breakOff(true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (forwarding != null) {
            forwarding.abandon();
        }
        if (turn != null) {
            turn.exchange().leftByClient();
            end(turn);
        }
        state = State.CLOSING;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("a client connection is closed after a fault", cause);
        }
        ctx.close();
    }
}
