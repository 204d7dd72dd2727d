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
        int end = start;
        int colon = -1; // of the port; those in the brackets of an IPv6 address have the closing one behind them
        for (; end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?'; end++) {
            if (text.charAt(end) == ':') {
                colon = end;
            } else if (text.charAt(end) == ']') {
                colon = -1;
            }
        }
        Host host = host(text.substring(start, colon < 0 ? end : colon));
        int port = colon >= 0 ? port(text, colon + 1, end) : Port.ofScheme(secure);
        return new WebUrl(secure, host, port, target(text, end));
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
