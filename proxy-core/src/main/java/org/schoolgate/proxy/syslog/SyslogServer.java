package org.schoolgate.proxy.syslog;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A log server that access records are sent to, over TLS.
 *
 * @param host name or address; its certificate must be for it
 * @param authority certificates (PEM) that sign the server's; null for those that Java trusts
 */
public record SyslogServer(String host, int port, @Nullable Path authority) {
    /** Of syslog over TLS (RFC 5425, section 4.1). */
    private static final int DEFAULT_PORT = 6514;

    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code HOST} or {@code HOST:PORT}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static SyslogServer parse(String text, @Nullable Path authority) {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', Math.max(0, bracket));
        String host = colon < 0 ? text : text.substring(0, colon);
        boolean isBracketed = bracket > 0 && text.startsWith("[") && host.length() == bracket + 1;
        String bare = isBracketed ? text.substring(1, bracket) : host;
        if (bare.isEmpty() || bare.indexOf('[') >= 0 || bare.indexOf(']') >= 0 || bare.indexOf(' ') >= 0) {
            throw malformed(text);
        }
        return new SyslogServer(bare, colon < 0 ? DEFAULT_PORT : port(text, text.substring(colon + 1)), authority);
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("syslog server: " + text + " (expected: HOST or HOST:PORT)");
    }

    /** For messages. */
    String text() {
        return host + ":" + port;
    }
}
