package org.schoolgate.rules.url;

import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/** Reads {@code http://host[:port][/path][?query]} from the wire. */
final class StrictParser {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private StrictParser() {}

    static WebUrl parse(String text) throws UrlSyntaxException {
        boolean secure = !startsWith(text, HTTP);
        if (secure && !startsWith(text, HTTPS)) {
            throw new UrlSyntaxException(LenientParser.OTHER_SCHEME);
        }
        int start = secure ? HTTPS.length() : HTTP.length();
        int end = endOfAuthority(text, start);
        int colon = colonOfPort(text, start, end);
        Host host = host(text.substring(start, colon < 0 ? end : colon));
        int port = colon >= 0 ? port(text, colon + 1, end) : Port.ofScheme(secure);
        return new WebUrl(secure, host, port, target(text, end));
    }

    private static int endOfAuthority(String text, int start) {
        int slash = text.indexOf('/', start);
        int mark = text.indexOf('?', start);
        int path = slash < 0 ? text.length() : slash;
        return mark < 0 ? path : Math.min(path, mark);
    }

    /** -1 where there is none; those in the brackets of an IPv6 address have the closing one behind them. */
    private static int colonOfPort(String text, int start, int end) {
        int colon = text.lastIndexOf(':', end - 1);
        if (colon < start) {
            return -1;
        }
        int bracket = text.indexOf(']', colon);
        return bracket < 0 || bracket >= end ? colon : -1;
    }

    private static boolean startsWith(String text, String scheme) {
        return text.startsWith(scheme) || text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** Refuses user info with the rest that is not a host. */
    private static Host host(String text) throws UrlSyntaxException {
        try {
            return Host.parse(text);
        } catch (HostSyntaxException e) {
            throw new UrlSyntaxException(e);
        }
    }

    private static int port(String text, int start, int end) throws UrlSyntaxException {
        if (text.startsWith("0", start)) {
            throw new UrlSyntaxException("port begins with a zero");
        }
        return Port.parse(text, start, end);
    }

    private static Target target(String text, int start) throws UrlSyntaxException {
        if (start == text.length()) {
            return Target.ROOT;
        }
        String rest = text.substring(start);
        return Target.scan(text.charAt(start) == '/' ? rest : "/" + rest);
    }
}
