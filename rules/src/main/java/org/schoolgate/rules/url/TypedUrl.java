package org.schoolgate.rules.url;

import java.util.Locale;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/**
 * A web address as somebody types it to ask about it: {@code example.org}, {@code https://example.org:8443/path?query}. Never
 * for what comes over the wire, which is read strictly.
 *
 * @param secure whether the scheme is {@code https}; without a scheme it is {@code http}
 * @param path with its query, as typed, beginning with a slash
 */
public record TypedUrl(boolean secure, Host host, int port, String path) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException saying what is wrong with it; the message does not repeat the text */
    public static TypedUrl parse(String text) {
        String typed = text.strip();
        int schemeEnd = schemeEnd(typed);
        String scheme = schemeEnd < 0 ? "http" : typed.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("scheme is neither http nor https");
        }
        boolean secure = scheme.equals("https");
        int from = schemeEnd < 0 ? 0 : schemeEnd + "://".length();
        int pathAt = firstOf(typed, from, "/?#");
        String authority = typed.substring(from, pathAt);
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a user name in it");
        }
        int colon = portColon(authority);
        String path = withoutFragment(typed.substring(pathAt));
        return new TypedUrl(
                secure,
                host(authority.substring(0, colon)),
                port(authority.substring(colon), secure),
                path.startsWith("/") ? path : "/" + path);
    }

    /** Or -1; an address within the path or the query is none of this one's scheme. */
    private static int schemeEnd(String typed) {
        int end = typed.indexOf("://");
        return end < firstOf(typed, 0, "/?#") ? end : -1;
    }

    private static Host host(String text) {
        try {
            return Host.parseLenient(text);
        } catch (HostSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static int port(String colonAndPort, boolean secure) {
        if (colonAndPort.length() <= 1) {
            return secure ? HTTPS_PORT : HTTP_PORT;
        }
        String digits = colonAndPort.substring(1);
        boolean isNumber = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = isNumber ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port is not 1 to 65535");
        }
        return port;
    }

    /** Where the port's colon is, or the end; an IPv6 address may stand without brackets, and then has no port. */
    private static int portColon(String authority) {
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        boolean isBareIpv6 = colon >= 0 && authority.indexOf(']') < 0 && authority.indexOf(':', colon + 1) >= 0;
        return colon < 0 || isBareIpv6 ? authority.length() : colon;
    }

    private static String withoutFragment(String path) {
        int hash = path.indexOf('#');
        return hash < 0 ? path : path.substring(0, hash);
    }

    private static int firstOf(String text, int from, String characters) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
