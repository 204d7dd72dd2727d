package org.schoolgate.rules.list;

import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.url.MatchKey;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;

/**
 * What a line of a list of URLs speaks of: a host, or pages on it. A port has no place in an index, so only the two of
 * the web may be named: a URL on another one must not become an entry for the host's pages on all.
 */
final class PageAddress {
    private final WebUrl url;

    private PageAddress(WebUrl url) {
        this.url = url;
    }

    /**
     * Reads a URL with or without its scheme.
     *
     * @throws UrlSyntaxException if it is none
     */
    static PageAddress parse(String text) throws UrlSyntaxException {
        return new PageAddress(WebUrl.parseTyped(text));
    }

    boolean hasOtherPort() {
        return url.port() != 80 && url.port() != 443;
    }

    Host host() {
        return url.host();
    }

    /** Whether there is more than a host; of {@code /./} nothing is left. */
    boolean hasPath() {
        return !key().text().equals("/");
    }

    MatchKey key() {
        return url.keys().get(0);
    }

    /** The host without the {@code www.} in front, where a name is left. */
    Host hostWithoutWww() {
        String name = url.host().text();
        if (url.host().isAddress() || !name.startsWith("www.") || name.indexOf('.', 4) < 0) {
            return url.host();
        }
        try {
            return Host.parseLenient(name.substring(4));
        } catch (HostSyntaxException e) {
            return url.host();
        }
    }
}
