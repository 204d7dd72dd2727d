package org.schoolgate.rules.url;

/** The ports of URLs. */
final class Port {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MAX = 65_535;

    private Port() {}

    static int ofScheme(boolean secure) {
        return secure ? HTTPS : HTTP;
    }

    /** Reads decimal digits, leading zeros among them. */
    static int parse(String text, int start, int end) throws UrlSyntaxException {
        int port = 0;
        for (int i = start; i < end && port <= MAX; i++) {
            int digit = text.charAt(i) - '0';
            port = digit < 0 || digit > 9 ? MAX + 1 : port * 10 + digit;
        }
        if (port < 1 || port > MAX) {
            throw new UrlSyntaxException("port is not 1 to 65535");
        }
        return port;
    }
}
