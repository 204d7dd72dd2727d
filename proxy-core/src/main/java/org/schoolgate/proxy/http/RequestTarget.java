package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/**
 * A request target in one of the two forms a forward proxy takes (RFC 9112, sections 3.2.2 and 3.2.3). Strict: what
 * browsers never send and servers read in different ways is refused.
 *
 * @param path in absolute form, the path with its query, never empty; in authority form, empty
 */
record RequestTarget(Target target, String path) {
    static final int HTTP_PORT = 80;

    private static final String HTTP = "http://";

    /** Reads {@code http://host[:port][/path][?query]}. */
    static RequestTarget absolute(String text) throws MalformedMessageException {
        if (!text.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            throw new MalformedMessageException(
                    text.startsWith("/")
                            ? "this is a proxy: the request target must be a whole URL"
                            : "request target is not an http URL");
        }
        checkCharacters(text);
        int end = endOfAuthority(text);
        String path = end < text.length() && text.charAt(end) == '/' ? text.substring(end) : "/" + text.substring(end);
        return new RequestTarget(authority(text.substring(HTTP.length(), end), HTTP_PORT), path);
    }

    /**
     * The path in what a client asks an origin for, be it a path or the whole URL.
     *
     * @throws MalformedMessageException when the URL is for another authority, among others
     */
    static String pathTo(Target origin, String text) throws MalformedMessageException {
        if (text.startsWith("/")) {
            checkCharacters(text);
            return text;
        }
        RequestTarget whole = absolute(text);
        if (!whole.target().equals(origin)) {
            throw MalformedMessageException.misdirected("request target and Host field differ");
        }
        return whole.path();
    }

    /** Reads {@code host:port}. */
    static RequestTarget authorityForm(String text) throws MalformedMessageException {
        Target target = authority(text, 0);
        if (target.port() == 0) {
            throw new MalformedMessageException("CONNECT without a port");
        }
        return new RequestTarget(target, "");
    }

    /** @param defaultPort where the text has none */
    static Target authority(String text, int defaultPort) throws MalformedMessageException {
        requireNone(text, '@', "user info in an authority");
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && text.indexOf(']', colon) < 0;
        String host = hasPort ? text.substring(0, colon) : text;
        try {
            return new Target(Host.parse(host), hasPort ? port(text.substring(colon + 1)) : defaultPort);
        } catch (HostSyntaxException e) {
            throw new MalformedMessageException("host is not a valid name or address");
        }
    }

    private static int port(String digits) throws MalformedMessageException {
        int port = 0;
        for (int i = 0; i < digits.length() && port <= 0xffff; i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new MalformedMessageException("port is not a number");
            }
            port = port * 10 + digit;
        }
        if (port < 1 || port > 0xffff || digits.charAt(0) == '0') {
            throw new MalformedMessageException("port out of range");
        }
        return port;
    }

    private static int endOfAuthority(String text) {
        for (int i = HTTP.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?') {
                return i;
            }
        }
        return text.length();
    }

    private static void checkCharacters(String text) throws MalformedMessageException {
        requireNone(text, '#', "fragment in the request target");
        requireNone(text, '\\', "backslash in the request target");
    }

    private static void requireNone(String text, char forbidden, String detail) throws MalformedMessageException {
        if (text.indexOf(forbidden) >= 0) {
            throw new MalformedMessageException(HttpResponseStatus.BAD_REQUEST, detail);
        }
    }
}
