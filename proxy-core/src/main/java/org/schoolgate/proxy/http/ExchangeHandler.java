package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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
        /** Blocked; the page waits until the suspected incident is on the disk. */
        HOLDING_ANSWER,
        /** Answered; the rest must still be read, or it would look like the next request (RFC 9112, section 9.3). */
        DROPPING_BODY,
        CLOSING
    }

    private static final int MAX_HOLD_MILLIS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

    private final ClientSide client;
    private final HttpServices services;
    private final Tunnels tunnels;
    private final Decider decider;
    private final Answers answers;
    private State state = State.AWAITING_HEAD;
    private boolean isDraining;
    private int idleTicks;
    // Of the exchange that is on, if one is.
    private @Nullable Exchange exchange;
    private @Nullable Forwarding forwarding;
    private boolean isHttp10;
    private boolean keepsConnection;
    private boolean requestIsRead;
    private boolean responseIsBegun;
    private long droppedBytes;

    ExchangeHandler(ClientSide client, HttpServices services, Tunnels tunnels) {
        this.client = client;
        this.services = services;
        this.tunnels = tunnels;
        this.decider = new Decider(services);
        this.answers = new Answers(services.portal());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
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
        HttpHeaders headers = request.headers();
        Reader reader = Reader.of(
                headers.get(HttpHeaderNames.ACCEPT_LANGUAGE),
                headers.get("sec-fetch-dest"),
                headers.get(HttpHeaderNames.ACCEPT));
        exchange = new Exchange(services, client.addressText(), client.decoder().headStartNanos(), reader);
        isHttp10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        keepsConnection = false;
        requestIsRead = false;
        responseIsBegun = false;
        droppedBytes = 0;
        client.encoder().answering(request.method().equals(HttpMethod.HEAD));
        try {
            decider.decide(request, client.address(), current(), this);
        } catch (MalformedMessageException e) {
            refuseMalformed(e);
        }
    }

    private Exchange current() {
        return Objects.requireNonNull(exchange, "an exchange is on");
    }

    @Override
    public void forward(RequestHead head, Rulebook rules) throws MalformedMessageException {
        state = State.FORWARDING;
        keepsConnection = head.keepAlive();
        forwarding = new Forwarding(this, origins(), rules.addresses(), head, services.via());
        forwarding.start();
    }

    private OriginLoop origins() {
        return services.origins().on(client.channel().eventLoop());
    }

    @Override
    public void tunnel(RequestHead head, Rulebook rules, Identity who) {
        state = State.CONNECTING_TUNNEL;
        keepsConnection = head.keepAlive();
        tunnels.open(new Connect(this, client, current(), origins(), rules, who, head.target()));
    }

    @Override
    public void block(RequestHead head, Policy policy, Judgement judgement) {
        keepsConnection = head.keepAlive() && !awaitsContinue(head);
        FullHttpResponse page = answers.blocked(current(), policy, judgement);
        CompletionStage<Void> stored = current().incidentStored();
        if (stored == null) {
            answer(page);
        } else {
            answerWhen(stored, page);
        }
    }

    /** Who sees a block page may rely on it that its incident survives a kill; but nobody waits long for a slow disk. */
    private void answerWhen(CompletionStage<Void> stored, FullHttpResponse page) {
        state = State.HOLDING_ANSWER;
        EventLoop loop = client.channel().eventLoop();
        Future<?> timer = loop.schedule(() -> release(page), MAX_HOLD_MILLIS, TimeUnit.MILLISECONDS);
        stored.whenComplete((nothing, failure) -> {
            if (timer.cancel(false)) {
                loop.execute(() -> release(page));
            }
        });
    }

    private void release(FullHttpResponse page) {
        if (state == State.HOLDING_ANSWER) {
            answer(page);
        } else {
            page.release();
        }
    }

    /** Who waits for a 100 and gets another answer may send the body or not; only a closed connection is clear. */
    private static boolean awaitsContinue(RequestHead head) {
        return head.hasBody() && head.headers().contains(HttpHeaderNames.EXPECT);
    }

    /** Answers in the origin's place, before a response has begun. */
    @Override
    public void refuse(Refusal refusal) {
        if (refusal.isFault()) {
            current().broken(refusal.error());
        } else {
            current().refused(refusal.error());
        }
        answer(answers.refused(current(), refusal));
    }

    private void refuseMalformed(MalformedMessageException why) {
        keepsConnection = false;
        refuse(Refusal.of(why));
    }

    private void answer(FullHttpResponse response) {
        begin(response);
        client.channel().writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        if (!keepsConnection) {
            close();
        } else if (requestIsRead) {
            finish();
        } else {
            state = State.DROPPING_BODY;
            pauseReading(false);
            readBody();
        }
    }

    private void begin(HttpResponse response) {
        responseIsBegun = true;
        keepsConnection = keepsConnection && !isDraining;
        current().answered(response.status().code());
        if (!keepsConnection) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (isHttp10) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    private void body(HttpContent part) {
        boolean isLast = part instanceof LastHttpContent;
        if (part.decoderResult().isFailure()) {
            part.release();
            malformedBody(part.decoderResult().cause());
            return;
        }
        requestIsRead = requestIsRead || isLast;
        if (state == State.FORWARDING && forwarding != null) {
            forwarding.requestBody(part);
        } else {
            droppedBytes += part.content().readableBytes();
            part.release();
            dropped(isLast);
        }
    }

    private void dropped(boolean isLast) {
        if (state != State.DROPPING_BODY) {
            return;
        }
        if (isLast) {
            finish();
        } else if (droppedBytes > services.limits().maxDroppedBytes()) {
            close();
        }
    }

    private void malformedBody(Throwable failure) {
        if (state == State.FORWARDING && forwarding != null) {
            forwarding.abandon();
            Refusal refusal = Refusal.of(Heads.refusal(failure));
            if (responseIsBegun) {
                cut(refusal);
            } else {
                keepsConnection = false;
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

    /** @param mayKeep whether the end of the body will be clear, and nothing of the request is still to come */
    void writeHead(HttpResponse response, boolean mayKeep) {
        keepsConnection = keepsConnection && mayKeep;
        begin(response);
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
        client.channel().flush();
    }

    /** The whole response is written. */
    void responded() {
        flush();
        if (keepsConnection && requestIsRead) {
            finish();
        } else {
            close();
        }
    }

    /** The response broke off: so does the connection, lest the client take what it has for the whole. */
    void cut(Refusal why) {
        current().broken(why.error());
        end();
        client.reset();
    }

    private void finish() {
        client.record(current());
        exchange = null;
        forwarding = null;
        state = State.AWAITING_HEAD;
        pauseReading(false);
        if (isDraining) {
            GentleClose.of(client.channel());
        } else {
            client.decoder().proceed();
        }
    }

    private void close() {
        end();
        GentleClose.of(client.channel());
    }

    private void end() {
        state = State.CLOSING;
        client.record(current());
        forwarding = null;
    }

    boolean isConnectingTunnel() {
        return state == State.CONNECTING_TUNNEL;
    }

    /** See {@link Connect#accept}. */
    void becomeTunnel(ChannelHandler next) {
        current().answered(HttpResponseStatus.OK.code());
        HttpResponseStatus established = new HttpResponseStatus(200, "Connection established");
        client.channel().writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, established));
        ChannelPipeline pipeline = client.channel().pipeline();
        pipeline.addLast(next);
        state = State.CLOSING;
        pipeline.remove(this);
        pipeline.remove(client.encoder());
        pipeline.remove(client.decoder());
        client.gate().set(Reason.HELD, false);
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
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (forwarding != null) {
            forwarding.abandon();
        }
        if (exchange != null && state != State.CLOSING) {
            exchange.leftByClient();
            end();
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
