package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client says to have its connection become a WebSocket (RFC 6455, section 4.1): the one upgrade there is. */
record WebSocketHandshake(String key) {
    private static final String VERSION = "13";
    /** HTTP/2 in the clear, as Java and curl offer it with each request; whoever does not answer stays with HTTP/1.1. */
    private static final AsciiString H2C = AsciiString.cached("h2c");
    /** 16 bytes in base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
    /** RFC 6455, section 1.3. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /**
     * Reads it, if there is one. Whoever does not name {@code Upgrade} in {@code Connection}, or speaks HTTP/1.0, asks for
     * none, and an offer of nothing but h2c is not taken (RFC 9110, section 7.8).
     *
     * @throws MalformedMessageException when another protocol is asked for, or the handshake is not complete
     */
    static @Nullable WebSocketHandshake of(HttpRequest request, boolean hasBody) throws MalformedMessageException {
        HttpHeaders headers = request.headers();
        List<String> protocols = headers.getAll(HttpHeaderNames.UPGRADE);
        if (protocols.isEmpty()
                || isAlone(H2C, protocols)
                || !asksForUpgrade(headers)
                || request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return null;
        }
        if (!isWebSocket(protocols)) {
            throw new MalformedMessageException(
                    HttpResponseStatus.NOT_IMPLEMENTED, "upgrade to another protocol than WebSocket");
        }
        List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        boolean isComplete = request.method().equals(HttpMethod.GET)
                && !hasBody
                && headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION).equals(List.of(VERSION))
                && keys.size() == 1
                && KEY.matcher(keys.get(0)).matches();
        if (!isComplete) {
            throw new MalformedMessageException("WebSocket handshake that is not of RFC 6455");
        }
        return new WebSocketHandshake(keys.get(0));
    }

    /** Puts back what is about this connection, for the next one is to become a WebSocket too. */
    static void addTo(HttpHeaders forwarded) {
        forwarded.set(HttpHeaderNames.CONNECTION, "Upgrade");
        forwarded.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    }

    /** Whether that is the answer to this key (RFC 6455, section 4.2.2). */
    boolean isAcceptedBy(HttpHeaders response) {
        return asksForUpgrade(response)
                && isWebSocket(response.getAll(HttpHeaderNames.UPGRADE))
                && response.getAll(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT).equals(List.of(acceptance()));
    }

    private static boolean asksForUpgrade(HttpHeaders headers) {
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
    }

    private static boolean isWebSocket(List<String> protocols) {
        return isAlone(HttpHeaderValues.WEBSOCKET, protocols);
    }

    private static boolean isAlone(AsciiString protocol, List<String> protocols) {
        return protocols.size() == 1 && protocol.contentEqualsIgnoreCase(protocols.get(0));
    }

    private String acceptance() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
