package org.schoolgate.rules.url;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/**
 * An absolute {@code http} or {@code https} URL, taken apart: the one reading of it that lists, policy, proxy and log
 * share. Without user info and fragment, which never reach an origin.
 */
public final class WebUrl {
    private final boolean secure;
    private final Host host;
    private final int port;
    private final Target target;

    WebUrl(boolean secure, Host host, int port, Target target) {
        this.secure = secure;
        this.host = host;
        this.port = port;
        this.target = target;
    }

    /**
     * Reads a request target in absolute form (RFC 9112, section 3.2.2), as it came over the wire. Strict: the host as
     * {@link Host#parse} has it; no user info, fragment, white space, control or non-ASCII character, no backslash
     * but in the query; a port, where there is one, is 1 to 65535 without leading zeros. Path and query stay as sent. O(length); for what browsers
     * send, only the result is allocated.
     */
    public static WebUrl parse(String text) throws UrlSyntaxException {
        return StrictParser.parse(text);
    }

    /**
     * Reads a URL as browsers do (WHATWG URL Standard, without a base URL): for list files, and URLs found inside URLs.
     * Host, port, path and query are what a browser would connect to and send.
     *
     * <p>Differs from the standard in this: the host is one that {@link Host#parseLenient} takes, and port 0 is refused.
     */
    public static WebUrl parseLenient(String text) throws UrlSyntaxException {
        return LenientParser.parse(text);
    }

    /**
     * Reads a web address as people write it, with {@code http} where it has no scheme: {@code example.org:8080/path}. Else
     * as {@link #parseLenient}; without a scheme, an IPv6 address may stand without brackets, and a user name is refused.
     */
    public static WebUrl parseTyped(String text) throws UrlSyntaxException {
        return LenientParser.typed(text);
    }

    /** Whether the scheme is {@code https}. */
    public boolean secure() {
        return secure;
    }

    public Host host() {
        return host;
    }

    /** 1 to 65535, the scheme's own where the text had none. */
    public int port() {
        return port;
    }

    /** Path and query, as in the request line to an origin; begins with a slash. */
    public String target() {
        return target.text();
    }

    /** Begins with a slash. */
    public String path() {
        return target.path();
    }

    /** Without its question mark; null where there is none, which is not the same as an empty one. */
    public @Nullable String query() {
        return target.query();
    }

    /** What to look up in lists of URLs: the key of what a browser means, and those of servers that read it otherwise. */
    public List<MatchKey> keys() {
        return target.keys();
    }

    /** The URL in canonical spelling, without a port that is the scheme's own. */
    public String text() {
        String colonAndPort = port == Port.ofScheme(secure) ? "" : ":" + port;
        return (secure ? "https://" : "http://") + host.uriText() + colonAndPort + target.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebUrl url && text().equals(url.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** {@link #text}. */
    @Override
    public String toString() {
        return text();
    }
}
