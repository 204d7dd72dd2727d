package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/** How far one exchange has come on its client connection, and whether another can follow (RFC 9112, section 9.3). */
final class Turn {
    private final Exchange exchange;
    private final boolean isHttp10;
    private boolean keepsConnection;
    private boolean mayBecomeTunnel;
    private boolean hasBody;
    private boolean awaitsContinue;
    private boolean isRequestRead;
    private boolean isResponseBegun;
    private boolean endsWithConnection;
    private long droppedBytes;

    /** As long as no head is read, nothing is known of what follows, and the connection would not be kept. */
    Turn(Exchange exchange, HttpVersion version) {
        this.exchange = exchange;
        this.isHttp10 = version.equals(HttpVersion.HTTP_1_0);
    }

    Exchange exchange() {
        return exchange;
    }

    void read(RequestHead head) {
        keepsConnection = head.keepAlive();
        mayBecomeTunnel = head.isConnect() || head.webSocket() != null;
        hasBody = head.hasBody();
        awaitsContinue = head.headers().contains(HttpHeaderNames.EXPECT);
    }

    void read(HttpContent part) {
        isRequestRead = isRequestRead || part instanceof LastHttpContent;
        awaitsContinue = false;
    }

    /** Counts a part that nobody wants; returns whether that is too much. */
    boolean drop(HttpContent part, long maxBytes) {
        droppedBytes += part.content().readableBytes();
        return droppedBytes > maxBytes;
    }

    /** Whether a body is announced that has not come to its end. */
    boolean awaitsBody() {
        return hasBody && !isRequestRead;
    }

    /** Whether a body is to come that the client does not hold back until it is told to go on. */
    boolean isBodyOnItsWay() {
        return awaitsBody() && !awaitsContinue;
    }

    boolean isRequestRead() {
        return isRequestRead;
    }

    boolean isResponseBegun() {
        return isResponseBegun;
    }

    boolean keepsConnection() {
        return keepsConnection;
    }

    /** Whether the client would take the end of the connection for the end of the response. */
    boolean endsWithConnection() {
        return endsWithConnection;
    }

    /** What came right behind a CONNECT or a WebSocket handshake was meant for the tunnel, and is no request. */
    void closeIfLast(boolean isDraining, int bytesBehind) {
        if (isDraining || mayBecomeTunnel && bytesBehind > 0) {
            close();
        }
    }

    /** The connection is of no use after this exchange. */
    void close() {
        keepsConnection = false;
    }

    /** We answer ourselves. Who waits for a 100 and gets this may send the body or not: only a closed connection is clear. */
    void beginAnswer(HttpResponse response) {
        keepsConnection = keepsConnection && !(awaitsContinue && awaitsBody());
        begin(response);
    }

    /** An origin's answer is passed on. */
    void beginForwarded(HttpResponse response, boolean endsWithTheConnection) {
        endsWithConnection = endsWithTheConnection;
        keepsConnection = keepsConnection && !awaitsBody() && !endsWithTheConnection;
        begin(response);
    }

    private void begin(HttpResponse response) {
        isResponseBegun = true;
        exchange.answered(response.status().code());
        if (!keepsConnection) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (isHttp10) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }
}
