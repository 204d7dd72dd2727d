package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ExchangeClock.Phase;
import org.schoolgate.proxy.origin.AddressRule;
import org.schoolgate.proxy.origin.DialException;
import org.schoolgate.proxy.origin.OriginLoop;
import org.schoolgate.proxy.origin.OriginTimeouts;

/**
 * Takes one allowed request to its origin and the answer back. Runs on the loop that client and origin share; bodies pass
 * as slices of what was read. Each side is read only while the other takes what it is given.
 */
final class Forwarding {
    private enum State {
        CONNECTING,
        AWAITING_RESPONSE,
        RESPONDING,
        /** The origin is no longer ours. */
        DONE
    }

    private static final int MAX_INFORMATIONAL = 8;

    private final ExchangeHandler exchange;
    private final ClientSide client;
    private final OriginLoop origins;
    private final ExchangeClock clock;
    private final AddressRule addresses;
    private final RequestHead asked;
    private final HttpRequest request;
    private final HttpServices services;
    private final @Nullable ContentCheck content;
    private State state = State.CONNECTING;
    private @Nullable Future<Channel> dialled;
    private @Nullable Channel origin;
    private boolean isReused;
    private boolean requestSent;
    /** Since when the origin is to speak. */
    private long waitingSince;

    private boolean isInformational;
    private int informational;
    private boolean originKeepsAlive;
    /** What to answer when the origin switches to a WebSocket; null until it does. */
    private @Nullable FullHttpResponse switching;

    Forwarding(
            ExchangeHandler exchange,
            ClientSide client,
            HttpServices services,
            ExchangeClock clock,
            AddressRule addresses,
            RequestHead asked,
            @Nullable ContentCheck content)
            throws MalformedMessageException {
        this.exchange = exchange;
        this.client = client;
        this.services = services;
        this.origins = services.originsFor(client.channel());
        this.clock = clock;
        this.addresses = addresses;
        this.asked = asked;
        this.content = content;
        this.request = ForwardedHeads.request(asked, services.via());
    }

    void start() {
        Channel pooled = origins.take(asked.target(), addresses);
        if (pooled == null) {
            dial();
        } else {
            isReused = true;
            sendTo(pooled);
        }
    }

    private void connected(Channel fresh) {
        sendTo(fresh);
        fresh.flush();
    }

    private void dial() {
        clock.enter(Phase.RESOLVE);
        dialled = origins.dial(
                asked.target(),
                addresses,
                OriginHandler.initializer(origins.timeouts().patrol()),
                () -> clock.enter(Phase.CONNECT));
        dialled.addListener((Future<Channel> done) -> {
            clock.enter(Phase.REST);
            if (state != State.CONNECTING) {
                closeLate(done);
            } else if (done.isSuccess()) {
                connected(done.getNow());
            } else {
                fail(Refusal.of(DialException.outcomeOf(done.cause())));
            }
        });
    }

    private static void closeLate(Future<Channel> done) {
        if (done.isSuccess()) {
            done.getNow().close();
        }
    }

    /** The client's read-complete flushes, when this is called while it reads. */
    private void sendTo(Channel connected) {
        origin = connected;
        state = State.AWAITING_RESPONSE;
        waitingSince = services.nanoTime();
        clock.enter(Phase.FIRST_BYTE);
        OriginHandler.of(connected).bind(this, asked.method().equals(HttpMethod.HEAD));
        ForwardedHeads.addressTo(OriginLoop.parentOf(connected), request, asked);
        connected.write(request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        if (requestSent) {
            connected.write(LastHttpContent.EMPTY_LAST_CONTENT, connected.voidPromise());
        }
        if (asked.hasBody()) {
            exchange.patience().awaitBody();
        }
    }

    /** A part of the request's body; taken over. */
    void requestBody(HttpContent part) {
        boolean isLast = part instanceof LastHttpContent;
        requestSent = requestSent || isLast;
        waitingSince = services.nanoTime();
        if (content != null && isEndedBy(content.sent(part.content().readableBytes()))) {
            part.release();
            return;
        }
        if (origin == null) {
            part.release();
            return;
        }
        origin.write(part, origin.voidPromise());
        pauseUpload(!origin.isWritable());
    }

    private void pauseUpload(boolean pause) {
        client.pauseReading(pause);
        if (pause) {
            exchange.patience().originIsFull();
        }
    }

    /** The client has sent what it had for now. */
    void requestReadComplete() {
        if (origin != null) {
            origin.flush();
        }
    }

    void clientWritabilityChanged(boolean isWritable) {
        if (origin != null && state != State.DONE) {
            waitingSince = services.nanoTime();
            origin.config().setAutoRead(isWritable);
        }
    }

    void originWritabilityChanged(boolean isWritable) {
        pauseUpload(!isWritable);
    }

    void originRead(HttpObject message) {
        waitingSince = services.nanoTime();
        clock.answerBegins();
        if (message instanceof HttpResponse head) {
            responseHead(head);
        } else {
            responseBody((HttpContent) message);
        }
    }

    void originReadComplete() {
        client.flush();
    }

    private void responseHead(HttpResponse head) {
        if (head.decoderResult().isFailure()) {
            fail(Refusal.BAD_ANSWER);
            return;
        }
        try {
            Heads.checkFraming(head.headers(), head.protocolVersion());
            isInformational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                switchingHead(head);
            } else if (isInformational) {
                informationalHead(head);
            } else {
                finalHead(head);
            }
        } catch (MalformedMessageException e) {
            fail(Refusal.BAD_ANSWER);
        }
    }

    private void informationalHead(HttpResponse head) throws MalformedMessageException {
        if (++informational > MAX_INFORMATIONAL) {
            throw new MalformedMessageException("never answers");
        }
        if (asked.version().equals(HttpVersion.HTTP_1_1)) {
            writeToClient(ForwardedHeads.informational(head, services.via()));
        }
    }

    private void switchingHead(HttpResponse head) throws MalformedMessageException {
        WebSocketHandshake handshake = asked.webSocket();
        if (handshake == null || !handshake.isAcceptedBy(head.headers())) {
            throw new MalformedMessageException("switches protocol unasked");
        }
        switching = ForwardedHeads.switching(head, services.via());
    }

    private void finalHead(HttpResponse head) throws MalformedMessageException {
        if (isDeniedByParent(head)) {
            fail(Refusal.of(DialException.Outcome.PARENT_DENIES));
            return;
        }
        if (DnsOverHttp.isIn(head.headers())) {
            fail(Refusal.DNS_OVER_HTTP);
            return;
        }
        boolean isBodiless = ForwardedHeads.isBodiless(head, asked.method().equals(HttpMethod.HEAD));
        if (content != null && !isBodiless && isEndedBy(content.answer(head.headers()))) {
            return;
        }
        originKeepsAlive = HttpUtil.isKeepAlive(head)
                && !ForwardedHeads.endsWithConnection(head, isBodiless)
                && !ConnectionBound.isIn(asked.headers(), head.headers())
                && !asked.hasUnusualBody();
        HttpResponse forwarded = ForwardedHeads.response(head, isBodiless, asked.version(), services.via());
        services.date().addIfMissing(forwarded.headers());
        state = State.RESPONDING;
        exchange.writeHead(forwarded, ForwardedHeads.endsWithConnection(forwarded, isBodiless));
    }

    /** Clients know nothing of a parent proxy, and must not answer it. */
    private boolean isDeniedByParent(HttpResponse head) {
        return head.status().equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED)
                && origin != null
                && OriginLoop.parentOf(origin) != null;
    }

    private void responseBody(HttpContent part) {
        boolean isLast = part instanceof LastHttpContent;
        if (state == State.DONE || isInformational) {
            part.release();
            switchIfAsked();
        } else if (part.decoderResult().isFailure()) {
            part.release();
            fail(Refusal.BAD_ANSWER);
        } else if (content != null && isEndedBy(content.received(part.content().readableBytes()))) {
            part.release();
        } else {
            if (part instanceof LastHttpContent end) {
                ForwardedHeads.removeFromTrailers(end);
            }
            writeToClient(part);
            if (isLast) {
                complete();
            }
        }
    }

    /** At the end of a 101: what the origin says behind it is no HTTP. */
    private void switchIfAsked() {
        FullHttpResponse answer = switching;
        Channel connection = origin;
        if (state != State.DONE && answer != null && connection != null) {
            state = State.DONE;
            exchange.switched(answer, asked.target(), connection);
        }
    }

    private void writeToClient(HttpObject message) {
        client.write(message);
        if (!client.isWritable()) {
            clientWritabilityChanged(false);
        }
    }

    private void complete() {
        state = State.DONE;
        Channel connection = origin;
        if (connection != null) {
            OriginHandler handler = OriginHandler.of(connection);
            handler.unbind();
            if (originKeepsAlive && requestSent && !handler.hasMore() && connection.isActive()) {
                connection.config().setAutoRead(true);
                origins.give(asked.target(), connection);
            } else {
                connection.close();
            }
        }
        exchange.responded();
    }

    /**
     * The connection is gone, by the origin's doing or by an error; {@code hasAnswered} tells whether a byte came. A server
     * may close a connection it kept just as we use it: then the request is made once more.
     */
    void originLost(boolean hasAnswered) {
        if (state == State.AWAITING_RESPONSE && isReused && !hasAnswered && asked.isRepeatable()) {
            isReused = false;
            origin = null;
            state = State.CONNECTING;
            dial();
        } else {
            fail(Refusal.CUT_OFF);
        }
    }

    /** Called every now and then. An origin that is not read, or not wholly asked, is not late. */
    void lookWhetherOriginIsLate() {
        OriginTimeouts timeouts = origins.timeouts();
        long waited = services.nanoTime() - waitingSince;
        boolean isAnswerLate = state == State.AWAITING_RESPONSE
                && requestSent
                && waited >= timeouts.answer().toNanos();
        boolean isBodyLate = state == State.RESPONDING
                && client.isWritable()
                && waited >= timeouts.body().toNanos();
        if (isAnswerLate || isBodyLate) {
            timedOut();
        }
    }

    /** No byte either way for as long as is granted. */
    void timedOut() {
        fail(Refusal.NO_ANSWER);
    }

    /** The client is gone, or its request turned out bad: the origin gets no more, and its answer is not wanted. */
    void abandon() {
        if (state == State.DONE) {
            return;
        }
        state = State.DONE;
        if (dialled != null) {
            dialled.cancel(false);
        }
        if (origin != null) {
            OriginHandler.of(origin).unbind();
            origin.close();
        }
    }

    /** Whether policy ends the exchange here, by what has become known of it; if so it is answered, or broken off. */
    private boolean isEndedBy(@Nullable Judgement latest) {
        if (latest == null) {
            return false;
        }
        exchange.judged(latest);
        if (latest.allows()) {
            return false;
        }
        abandon();
        exchange.block(latest);
        return true;
    }

    private void fail(Refusal refusal) {
        boolean isBegun = state == State.RESPONDING;
        if (state == State.DONE) {
            return;
        }
        abandon();
        if (isBegun) {
            exchange.cut(refusal);
        } else {
            exchange.refuse(refusal);
        }
    }
}
