package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Attempt;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.identity.SignedIn;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.policy.Policy;

/**
 * Serves the exchanges of one client connection, one after the other. Inbound, after {@link RequestDecoder}: what comes
 * goes to the exchange's {@link Forwarding}, or is released here. Asks the decoder for the next step only when there is
 * somewhere for it to go. One per connection, on its event loop: plain fields.
 */
final class ExchangeHandler extends ChannelInboundHandlerAdapter implements Decider.Outcomes, AwaitingTunnel {
    private enum State {
        AWAITING_HEAD,
        /** A password is being tried. */
        AWAITING_SIGN_IN,
        FORWARDING,
        CONNECTING_TUNNEL,
        /** Blocked; who sees the page may rely on it that the suspected incident is on the disk. */
        HOLDING_ANSWER,
        /** Answered; the rest must still be read, or it would look like the next request (RFC 9112, section 9.3). */
        DROPPING_BODY,
        CLOSING
    }

    private final ClientSide client;
    private final HttpServices services;
    private final Tunnels tunnels;
    private final Decider decider;
    private final Answers answers;
    private final Patience patience;
    private State state = State.AWAITING_HEAD;
    private @Nullable Drain drain;
    /** Of the exchange that is on; null between two. */
    private @Nullable Turn turn;

    private @Nullable Forwarding forwarding;

    /** @param heads how they are read here */
    ExchangeHandler(ClientSide client, HttpServices services, Tunnels tunnels, HeadReader heads) {
        this.client = client;
        this.services = services;
        this.tunnels = tunnels;
        this.decider = new Decider(services, heads);
        this.answers = new Answers(services.portal(), services.date());
        this.patience = new Patience(this, client, services);
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
        Exchange exchange = client.begin(request, services);
        turn = new Turn(exchange, request.protocolVersion());
        client.encoder().answering(request.method().equals(HttpMethod.HEAD));
        try {
            decider.decide(request, client.arrival(), exchange, this);
        } catch (MalformedMessageException e) {
            refuseMalformed(e);
        }
    }

    private void refuseMalformed(MalformedMessageException request) {
        turn().close();
        refuse(Refusal.of(request));
    }

    @Override
    public void awaitSignIn(CompletionStage<Attempt> attempt, Decider.AttemptTaker next) {
        state = State.AWAITING_SIGN_IN;
        client.allowHalfClose(true);
        attempt.whenComplete((outcome, failure) -> client.channel().eventLoop().execute(() -> goOn(outcome, next)));
    }

    private void goOn(Attempt outcome, Decider.AttemptTaker next) {
        if (state != State.AWAITING_SIGN_IN) {
            return;
        }
        client.allowHalfClose(false);
        Turn asked = turn();
        boolean isRequestRead = asked.isRequestRead();
        try {
            next.take(outcome);
        } catch (MalformedMessageException e) {
            refuseMalformed(e);
        }
        // When it was answered at once, it may be the next request's turn already, of which nothing was missed.
        if (forwarding != null && turn == asked) {
            catchUp(forwarding, isRequestRead);
        }
    }

    /** Without a body the end of the request came with its head, while a password was being tried. */
    private static void catchUp(Forwarding begun, boolean isRequestRead) {
        if (isRequestRead) {
            begun.requestBody(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        begun.requestReadComplete();
    }

    private Turn turn() {
        return Objects.requireNonNull(turn, "an exchange is on");
    }

    @Override
    public void read(RequestHead head) {
        turn().read(head);
    }

    @Override
    public void forward(RequestHead head, Rulebook rules, @Nullable ContentCheck content)
            throws MalformedMessageException {
        forwarding =
                new Forwarding(this, client, services, turn().exchange().clock(), rules.addresses(), head, content);
        state = State.FORWARDING;
        client.allowHalfClose(true);
        forwarding.start();
    }

    @Override
    public void tunnel(Target target, Rulebook rules, Identity who) {
        state = State.CONNECTING_TUNNEL;
        tunnels.open(new Connect(this, client, services, turn().exchange(), rules, who, target));
    }

    @Override
    public void block(Policy policy, Judgement judgement) {
        FullHttpResponse page = answers.blocked(turn().exchange(), policy, judgement);
        CompletionStage<Void> stored = turn().exchange().incidentStored();
        if (stored == null) {
            answer(page);
        } else {
            state = State.HOLDING_ANSWER;
            client.allowHalfClose(true);
            Hold.until(stored, client.channel().eventLoop(), () -> release(page));
        }
    }

    /** By what has become known of an exchange that was being forwarded: answers in the origin's place, or breaks off. */
    void block(Judgement latest) {
        Turn current = turn();
        Policy policy = Objects.requireNonNull(current.exchange().policy());
        if (current.isResponseBegun()) {
            end(current);
            client.breakOff(current.endsWithConnection());
        } else {
            block(policy, latest);
        }
    }

    /** What is decided now on the exchange that is on. */
    void judged(Judgement latest) {
        turn().exchange().judged(latest);
    }

    private void release(FullHttpResponse page) {
        if (state == State.HOLDING_ANSWER) {
            answer(page);
        } else {
            page.release();
        }
    }

    @Override
    public void answerOptions() {
        answer(answers.options());
    }

    @Override
    public void redirect(String location) {
        answer(answers.redirect(location));
    }

    /** Answers in the origin's place, before a response has begun. */
    @Override
    public void refuse(Refusal refusal) {
        Exchange exchange = turn().exchange();
        exchange.failed(refusal);
        answer(answers.refused(exchange, refusal));
    }

    private void answer(FullHttpResponse response) {
        Turn current = turn();
        current.closeIfLast(drain != null, client.decoder().undecodedBytes());
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

    /** Without a body its end comes in a moment, and the exchange with it. */
    private void dropBody(Turn current) {
        state = State.DROPPING_BODY;
        if (current.awaitsBody()) {
            client.flush();
            client.pauseReading(false);
            patience.awaitBody();
        }
    }

    private void body(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            part.release();
            if (isReadingBody()) {
                giveUp(Refusal.of(Heads.refusal(part.decoderResult().cause())));
            }
            return;
        }
        if (turn != null) {
            turn.read(part);
            patience.bodyComes();
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

    /** Nothing more is expected of the client: the exchange ends, and the connection with it. */
    void giveUp(Refusal why) {
        if (state == State.DROPPING_BODY) {
            close();
        } else if (forwarding == null) {
            client.breakOff(true);
        } else {
            forwarding.abandon();
            turn().close();
            if (turn().isResponseBegun()) {
                cut(why);
            } else {
                refuse(why);
            }
        }
    }

    Patience patience() {
        return patience;
    }

    /** @param endsWithConnection whether only the end of the connection will tell the client where the body ends */
    void writeHead(HttpResponse response, boolean endsWithConnection) {
        turn().closeIfLast(drain != null, client.decoder().undecodedBytes());
        turn().beginForwarded(response, endsWithConnection);
        client.write(response);
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
        end(turn());
        client.flush();
        client.pauseReading(false);
        if (drain != null) {
            GentleClose.of(client.channel());
        } else {
            state = State.AWAITING_HEAD;
            nextHead();
        }
    }

    /** Not before what was answered is being taken, lest answers pile up for a client that asks and never reads. */
    private void nextHead() {
        if (client.channel().isWritable()) {
            client.proceed();
        } else {
            patience.clientIsFull();
        }
    }

    private void close() {
        end(turn());
        GentleClose.of(client.channel());
    }

    private void end(Turn current) {
        client.record(current.exchange());
        client.allowHalfClose(false);
        leave();
    }

    private void leave() {
        state = State.CLOSING;
        turn = null;
        forwarding = null;
    }

    /** The origin has become a WebSocket, and so does the client; takes over {@code answer}, and {@code origin}. */
    void switched(FullHttpResponse answer, Target target, Channel origin) {
        Exchange exchange = turn().exchange();
        exchange.answered(answer.status().code());
        leave();
        new Upgrade(client, services, exchange, target, origin).start(answer, this, tunnels);
    }

    @Override
    public boolean isConnectingTunnel() {
        return state == State.CONNECTING_TUNNEL;
    }

    @Override
    public void serveThroughTunnel(Target tunnel, @Nullable SignedIn opener) {
        HeadReader heads = request -> RequestHead.throughTunnel(request, tunnel);
        HttpHandlers.serve(client.throughTunnel(opener, services), services, tunnels, heads);
    }

    @Override
    public void becomeTunnel(ChannelHandler next) {
        turn().exchange().answered(ClientSide.ESTABLISHED.code());
        leave();
        client.becomeTunnel(this, next);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        patience.stop();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (forwarding != null) {
            forwarding.requestReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean isWritable = ctx.channel().isWritable();
        if (state == State.AWAITING_HEAD) {
            nextHead();
        } else if (!isWritable) {
            patience.clientIsFull();
        }
        if (forwarding != null) {
            forwarding.clientWritabilityChanged(isWritable);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent idle) {
            patience.idle(idle);
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded(ctx);
        } else if (event instanceof Drain step) {
            drain = step;
            if (state == State.AWAITING_HEAD && client.decoder().undecodedBytes() == 0) {
                ctx.close();
            }
        }
    }

    private void inputEnded(ChannelHandlerContext ctx) {
        if (turn == null || turn.awaitsBody()) {
            ctx.close();
        } else {
            turn.close();
            patience.halfClosed();
        }
    }

    /** No byte either way; {@code isLong} tells whether too long for an exchange too. */
    void idle(boolean isLong) {
        if (state == State.AWAITING_HEAD || state == State.DROPPING_BODY) {
            client.channel().close();
        } else if (forwarding != null && isLong) {
            forwarding.timedOut();
        }
    }

    /** The exchange whose body is to come from the client, null when there is none. */
    @Nullable
    Turn awaitedUpload() {
        return turn != null && isReadingBody() && turn.isBodyOnItsWay() ? turn : null;
    }

    private boolean isReadingBody() {
        return state == State.FORWARDING || state == State.DROPPING_BODY;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        patience.stop();
        if (forwarding != null) {
            forwarding.abandon();
        }
        if (turn != null) {
            cutOff(turn.exchange());
            end(turn);
        } else if (client.decoder().isInHead()) {
            Exchange unread =
                    Exchange.unread(services, client.arrival(), client.decoder().headStartNanos());
            cutOff(unread);
            client.record(unread, 0);
        }
        state = State.CLOSING;
    }

    private void cutOff(Exchange exchange) {
        if (drain == Drain.OVER) {
            exchange.stopped();
        } else {
            exchange.leftByClient();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.log("a client connection", cause);
        ctx.close();
    }
}
