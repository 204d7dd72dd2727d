package org.schoolgate.rules.url;

import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/** Reads what people and lists write (WHATWG URL Standard, section 4.4, for its two schemes of the web, without a base). */
final class LenientParser {
    static final String OTHER_SCHEME = "scheme is neither http nor https";

    private static final String USER_WITHOUT_SCHEME = "a user name in it";

    private LenientParser() {}

    static WebUrl parse(String text) throws UrlSyntaxException {
        String url = clean(text);
        boolean secure = isScheme(url, "https:");
        if (!secure && !isScheme(url, "http:")) {
            throw new UrlSyntaxException(OTHER_SCHEME);
        }
        int start = secure ? "https:".length() : "http:".length();
        while (start < url.length() && isSlash(url.charAt(start))) {
            start++;
        }
        int end = endOfAuthority(url, start);
        int userEnd = url.lastIndexOf('@', end - 1);
        int hostStart = userEnd < start ? start : userEnd + 1;
        return url(url, secure, hostStart, portColon(url, hostStart, end), end);
    }

    static WebUrl typed(String text) throws UrlSyntaxException {
        String url = clean(text);
        if (isScheme(url, "http:") || isScheme(url, "https:")) {
            return parse(url);
        }
        int end = endOfAuthority(url, 0);
        if (url.startsWith("://", end - 1)) {
            throw new UrlSyntaxException(OTHER_SCHEME);
        }
        String authority = url.substring(0, end);
        if (authority.indexOf('@') >= 0) {
            throw new UrlSyntaxException(USER_WITHOUT_SCHEME);
        }
        boolean bareIpv6 = !authority.startsWith("[") && authority.indexOf(':') != authority.lastIndexOf(':');
        return url(url, false, 0, bareIpv6 ? end : portColon(url, 0, end), end);
    }

    private static WebUrl url(String url, boolean secure, int hostStart, int colon, int end) throws UrlSyntaxException {
        Host host = host(url.substring(hostStart, colon));
        int port = end - colon <= 1 ? Port.ofScheme(secure) : Port.parse(url, colon + 1, end);
        return new WebUrl(secure, host, port, Target.scan(BrowserTarget.of(url, end)));
    }

    /** Without control characters and spaces around it, and without the tabs and line ends within. */
    private static String clean(String text) {
        String trimmed = text.trim();
        StringBuilder clean = new StringBuilder(trimmed.length());
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c != '\t' && c != '\n' && c != '\r') {
                clean.append(c);
            }
        }
        return clean.length() == trimmed.length() ? trimmed : clean.toString();
    }

    private static boolean isScheme(String url, String scheme) {
        return url.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    private static int endOfAuthority(String url, int start) {
        int i = start;
        while (i < url.length() && "/\\?#".indexOf(url.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /** Or the end. */
    private static int portColon(String url, int start, int end) {
        boolean inBrackets = false;
        for (int i = start; i < end; i++) {
            char c = url.charAt(i);
            if (c == ':' && !inBrackets) {
                return i;
            }
            inBrackets = c == '[' || (inBrackets && c != ']');
        }
        return end;
    }

    private static Host host(String text) throws UrlSyntaxException {
        try {
            return Host.parseLenient(text);
        } catch (HostSyntaxException e) {
            throw new UrlSyntaxException(e);
        }
    }
}
