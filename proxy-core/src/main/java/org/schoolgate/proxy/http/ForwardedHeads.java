package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.origin.ParentProxy;
import org.schoolgate.proxy.origin.Target;

/**
 * Writes heads anew for the other side: our version, our framing, the one name that was judged. Changes the fields of the
 * message given, which nobody needs afterwards.
 */
final class ForwardedHeads {
    /** Fields that a browser reads once. */
    private static final List<AsciiString> SAID_ONCE = List.of(
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.CONTENT_DISPOSITION,
            HttpHeaderNames.LOCATION);

    /** Fields in which proxies tell each other who is asking, besides those that begin with {@code x-forwarded-}. */
    private static final Set<String> SENDER = Set.of(
            "forwarded",
            "x-forwarded",
            "x-real-ip",
            "client-ip",
            "true-client-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-originating-ip",
            "x-remote-addr",
            "x-remote-ip",
            "x-remote-user",
            "remote-user",
            "x-authenticated-user",
            "x-authenticated-groups");

    private static final String SENDER_FAMILY = "x-forwarded-";
    /** Of all of these: most fields need no closer look. */
    private static final String SENDER_LETTERS = Stream.concat(SENDER.stream(), Stream.of(SENDER_FAMILY))
            .map(name -> name.substring(0, 1))
            .distinct()
            .collect(Collectors.joining());

    private static final String ALT_SVC = "alt-svc";

    private ForwardedHeads() {}

    static HttpRequest request(RequestHead head, Via via) throws MalformedMessageException {
        HttpHeaders headers = head.headers();
        boolean isChunked = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        HopByHop.remove(headers);
        removeSender(headers);
        headers.set(HttpHeaderNames.HOST, hostField(head.target()));
        via.addTo(headers, head.version());
        if (isChunked) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (head.webSocket() != null) {
            WebSocketHandshake.addTo(headers);
        }
        if (head.maxForwards() != null) {
            head.maxForwards().addTo(headers);
        }
        if (head.version().equals(HttpVersion.HTTP_1_0)) {
            headers.remove(HttpHeaderNames.EXPECT);
        }
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, head.method(), head.path(), headers);
    }

    /**
     * Makes a request one to its origin or, with whole URL (RFC 9112, section 3.2.2) and credentials, to a parent proxy.
     *
     * @param parent null for the origin
     */
    static void addressTo(@Nullable ParentProxy parent, HttpRequest request, RequestHead head) {
        String path = head.path();
        request.setUri(parent == null ? path : "http://" + hostField(head.target()) + (path.equals("*") ? "" : path));
        // Of a first try, which may have gone elsewhere.
        request.headers().remove(HttpHeaderNames.PROXY_AUTHORIZATION);
        if (parent != null && parent.authorization() != null) {
            request.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, parent.authorization());
        }
    }

    /** Fields that say where or whom a request comes from: what a client puts there is invented, or tells of the school's inside. */
    private static void removeSender(HttpHeaders headers) {
        List<CharSequence> found = new ArrayList<>(0);
        Iterator<Map.Entry<CharSequence, CharSequence>> fields = headers.iteratorCharSequence();
        while (fields.hasNext()) {
            CharSequence name = fields.next().getKey();
            if (mayTellOfSender(name) && tellsOfSender(name.toString())) {
                found.add(name);
            }
        }
        found.forEach(headers::remove);
    }

    private static boolean mayTellOfSender(CharSequence name) {
        return SENDER_LETTERS.indexOf(AsciiString.toLowerCase(name.charAt(0))) >= 0;
    }

    private static boolean tellsOfSender(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return plain.startsWith(SENDER_FAMILY) || SENDER.contains(plain);
    }

    private static String hostField(Target target) {
        return target.port() == RequestTarget.HTTP_PORT ? target.host().uriText() : target.authority();
    }

    /** The end of a response's body, and its trailers. */
    static void removeFromTrailers(LastHttpContent end) {
        if (end.trailingHeaders().contains(ALT_SVC)) {
            end.trailingHeaders().remove(ALT_SVC);
        }
    }

    /** A 1xx, which goes on as it is but for what is about the connection. */
    static FullHttpResponse informational(HttpResponse response, Via via) throws MalformedMessageException {
        HttpHeaders headers = response.headers();
        HopByHop.remove(headers);
        headers.remove(ALT_SVC);
        via.addTo(headers, response.protocolVersion());
        FullHttpResponse relayed = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status());
        relayed.headers().set(headers);
        return relayed;
    }

    /** A 101, after which the connection is a WebSocket. */
    static FullHttpResponse switching(HttpResponse response, Via via) throws MalformedMessageException {
        FullHttpResponse switching = informational(response, via);
        WebSocketHandshake.addTo(switching.headers());
        return switching;
    }

    /**
     * A final response.
     *
     * @param isBodiless whether no body follows, whatever the fields say
     * @param clientVersion HTTP/1.0 clients know no chunks: for them the end of the connection ends the body
     */
    static HttpResponse response(HttpResponse response, boolean isBodiless, HttpVersion clientVersion, Via via)
            throws MalformedMessageException {
        HttpHeaders headers = response.headers();
        Heads.checkAgreement(headers, SAID_ONCE);
        checkReset(response);
        boolean hasLength = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        HopByHop.remove(headers);
        headers.remove(ALT_SVC);
        via.addTo(headers, response.protocolVersion());
        if (!isBodiless && !hasLength && clientVersion.equals(HttpVersion.HTTP_1_1)) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status(), headers);
    }

    /** A 205 has no body, but says so by its framing (RFC 9110, section 15.3.6); of one that has, some read it, some do not. */
    private static void checkReset(HttpResponse response) throws MalformedMessageException {
        HttpHeaders headers = response.headers();
        if (response.status().equals(HttpResponseStatus.RESET_CONTENT)
                && (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                        || !headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0"))) {
            throw new MalformedMessageException("205 with a body");
        }
    }

    /** Whether only the end of the connection will tell a client where the body ends. */
    static boolean endsWithConnection(HttpResponse forwarded, boolean isBodiless) {
        return !isBodiless
                && !HttpUtil.isTransferEncodingChunked(forwarded)
                && !forwarded.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    /** RFC 9112, section 6.3, cases 1 and 2. */
    static boolean isBodiless(HttpResponse response, boolean isHeadRequest) {
        HttpResponseStatus status = response.status();
        return isHeadRequest
                || status.codeClass() == HttpStatusClass.INFORMATIONAL
                || status.equals(HttpResponseStatus.NO_CONTENT)
                || status.equals(HttpResponseStatus.RESET_CONTENT)
                || status.equals(HttpResponseStatus.NOT_MODIFIED);
    }
}
