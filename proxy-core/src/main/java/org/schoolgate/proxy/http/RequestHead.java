package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.rewrite.Rewriting;

/**
 * A request head that has one reading only.
 *
 * @param path with its query; {@code *} for {@code OPTIONS} of the whole server; empty for {@code CONNECT}
 * @param keepAlive whether the client wants the connection kept
 * @param hasBody whether a body is announced
 * @param webSocket what is asked for besides an answer; null for nothing
 * @param maxForwards null where it is not limited
 */
record RequestHead(
        HttpMethod method,
        Target target,
        String path,
        HttpVersion version,
        HttpHeaders headers,
        boolean keepAlive,
        boolean hasBody,
        @Nullable WebSocketHandshake webSocket,
        @Nullable MaxForwards maxForwards) {
    /** Fields that a server, or we, read once. */
    private static final List<AsciiString> SAID_ONCE = List.of(
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.PROXY_AUTHORIZATION);

    private static final Set<HttpMethod> UNUSUAL_WITH_BODY =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE, HttpMethod.OPTIONS);
    private static final String PROXY_CONNECTION = "proxy-connection";
    /** Of a WebSocket draft of 2010, whose requests have a body without a length; Netty still reads it. */
    private static final String DRAFT_WEBSOCKET_KEY = "sec-websocket-key1";

    /** Reads a decoded head, and refuses it where the decoder was too kind. */
    static RequestHead of(HttpRequest request) throws MalformedMessageException {
        check(request);
        return request.method().equals(HttpMethod.CONNECT) ? connect(request) : plain(request);
    }

    /**
     * As {@link #of}, for a request that came through a tunnel, where clients speak as to the origin itself.
     *
     * @param tunnel which alone it may be for
     */
    static RequestHead throughTunnel(HttpRequest request, Target tunnel) throws MalformedMessageException {
        check(request);
        if (!isFor(tunnel, request, tunnel.port())) {
            throw MalformedMessageException.misdirected("Host field and tunnel differ");
        }
        return toOrigin(request, tunnel);
    }

    /**
     * As {@link #of}, from a client that takes us for the origin. It is for the host that {@code Host} names; for the
     * address that the client connected to only where it names none, as HTTP/1.0 may.
     *
     * @param destination that address, and the port
     */
    static RequestHead diverted(HttpRequest request, Target destination) throws MalformedMessageException {
        check(request);
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean isUnnamed = hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        Target named = isUnnamed ? destination : RequestTarget.authority(only(hosts), RequestTarget.HTTP_PORT);
        if (named.port() != destination.port() || named.host().isAddress() && !named.equals(destination)) {
            throw MalformedMessageException.misdirected("Host field and connection differ");
        }
        return toOrigin(request, named);
    }

    private static RequestHead toOrigin(HttpRequest request, Target origin) throws MalformedMessageException {
        if (request.method().equals(HttpMethod.CONNECT)) {
            throw new MalformedMessageException("CONNECT to an origin");
        }
        boolean isWholeServer =
                request.method().equals(HttpMethod.OPTIONS) && request.uri().equals("*");
        return of(request, origin, isWholeServer ? "*" : RequestTarget.pathTo(origin, request.uri()));
    }

    private static void check(HttpRequest request) throws MalformedMessageException {
        Throwable failure = request.decoderResult().cause();
        if (failure != null) {
            throw Heads.refusal(failure);
        }
        HttpHeaders headers = request.headers();
        Heads.checkFraming(headers, request.protocolVersion());
        Heads.checkAgreement(headers, SAID_ONCE);
        checkExpectation(request);
        if (headers.contains(DRAFT_WEBSOCKET_KEY)) {
            throw new MalformedMessageException("handshake of an obsolete WebSocket draft");
        }
    }

    boolean isConnect() {
        return method.equals(HttpMethod.CONNECT);
    }

    private static RequestHead plain(HttpRequest request) throws MalformedMessageException {
        RequestTarget target = RequestTarget.absolute(request.uri());
        checkHost(request, target.target(), RequestTarget.HTTP_PORT);
        boolean wholeServer = request.method().equals(HttpMethod.OPTIONS) && isWithoutPath(request.uri());
        return of(request, target.target(), wholeServer ? "*" : target.path());
    }

    /** RFC 9112, section 3.2.4: the last proxy sends {@code OPTIONS http://host} on as {@code OPTIONS *}. */
    private static boolean isWithoutPath(String uri) {
        return uri.indexOf('/', "http://".length()) < 0 && uri.indexOf('?') < 0;
    }

    private static RequestHead connect(HttpRequest request) throws MalformedMessageException {
        RequestTarget target = RequestTarget.authorityForm(request.uri());
        checkHost(request, target.target(), target.target().port());
        if (HttpUtil.isTransferEncodingChunked(request) || request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new MalformedMessageException("CONNECT with a body");
        }
        return of(request, target.target(), "");
    }

    private static RequestHead of(HttpRequest request, Target target, String path) throws MalformedMessageException {
        HttpHeaders headers = request.headers();
        boolean hasBody =
                headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || HttpUtil.getContentLength(request, 0L) > 0;
        return new RequestHead(
                request.method(),
                target,
                path,
                request.protocolVersion(),
                headers,
                keepsAlive(request),
                hasBody,
                WebSocketHandshake.of(request, hasBody),
                MaxForwards.of(request.method(), headers));
    }

    /** RFC 9110, section 10.1.1. */
    private static void checkExpectation(HttpRequest request) throws MalformedMessageException {
        List<String> expectations = request.headers().getAll(HttpHeaderNames.EXPECT);
        if (expectations.isEmpty() || request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return;
        }
        if (expectations.size() > 1 || !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectations.get(0))) {
            throw new MalformedMessageException(
                    HttpResponseStatus.EXPECTATION_FAILED, "expectation is not 100-continue");
        }
    }

    /** What goes to the origin in its place; changes the fields of this one, which nobody needs afterwards. */
    RequestHead rewritten(Rewriting rewriting) {
        rewriting.headers().forEach(headers::set);
        HopByHop.passOn(headers, rewriting.headers().keySet());
        if (!rewriting.cookies().isEmpty()) {
            String sent = String.join("; ", headers.getAll(HttpHeaderNames.COOKIE));
            headers.set(HttpHeaderNames.COOKIE, rewriting.cookieField(sent));
        }
        return new RequestHead(
                method, target, rewriting.target(), version, headers, keepAlive, hasBody, webSocket, maxForwards);
    }

    /** Whether servers do not count on a body, so that some leave it unread and take it for the next request. */
    boolean hasUnusualBody() {
        return hasBody && UNUSUAL_WITH_BODY.contains(method);
    }

    /** Whether making it twice is making it once (RFC 9110, section 9.2.2), and it can be made twice. */
    boolean isRepeatable() {
        return !hasBody && !method.equals(HttpMethod.POST) && !method.equals(HttpMethod.PATCH);
    }

    /** Old clients say it in {@code Proxy-Connection}. */
    private static boolean keepsAlive(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (headers.containsValue(PROXY_CONNECTION, HttpHeaderValues.CLOSE, true)) {
            return false;
        }
        return HttpUtil.isKeepAlive(request)
                || headers.containsValue(PROXY_CONNECTION, HttpHeaderValues.KEEP_ALIVE, true)
                        && !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    /** One name everywhere: exactly one {@code Host}, and the same host and port as the target. */
    private static void checkHost(HttpRequest request, Target target, int defaultPort)
            throws MalformedMessageException {
        if (!isFor(target, request, defaultPort)) {
            throw new MalformedMessageException("Host field and request target differ");
        }
    }

    /** Whether {@code Host} is that authority; only HTTP/1.0 may do without one. */
    private static boolean isFor(Target target, HttpRequest request, int defaultPort) throws MalformedMessageException {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return true;
        }
        return RequestTarget.authority(only(hosts), defaultPort).equals(target);
    }

    private static String only(List<String> hosts) throws MalformedMessageException {
        if (hosts.size() != 1) {
            throw new MalformedMessageException("not exactly one Host field");
        }
        return hosts.get(0);
    }
}
