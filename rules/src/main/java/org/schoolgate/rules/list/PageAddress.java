package org.schoolgate.rules.list;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
    static final String OTHER_PORT = "URL on a port other than 80 and 443";

    private static final String PART_OF_A_PAGE = "names a part of a page, which no server sees";
    private static final Pattern CAPITAL = Pattern.compile("(?<!%|%.)[A-Z]");

    private final WebUrl url;
    private final boolean hasFragment;

    private PageAddress(WebUrl url, boolean hasFragment) {
        this.url = url;
        this.hasFragment = hasFragment;
    }

    /**
     * Reads a URL with or without its scheme.
     *
     * @throws UrlSyntaxException if it is none
     */
    static PageAddress parse(String text) throws UrlSyntaxException {
        return new PageAddress(WebUrl.parseTyped(text), text.indexOf('#') >= 0);
    }

    /** Reads the URL on a line; null, and the line rejected, where it is none or says what a filter cannot keep to. */
    static @Nullable PageAddress read(String text, LineOutcome out) {
        PageAddress address;
        try {
            address = parse(text);
        } catch (UrlSyntaxException e) {
            out.reject(text, String.valueOf(e.getMessage()));
            return null;
        }
        String problem = address.problem();
        if (!problem.isEmpty()) {
            out.reject(text, problem);
            return null;
        }
        if (address.hasFragment) {
            out.seen("parts of pages (#), taken for the page");
        }
        return address;
    }

    /** Why it can be no entry; empty when it can. */
    String problem() {
        if (url.port() != 80 && url.port() != 443) {
            return OTHER_PORT;
        }
        return hasFragment && !hasPath() ? PART_OF_A_PAGE : "";
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

    /** Whether there are capital letters in path or query, besides those of percent escapes. */
    boolean hasCapitals() {
        return CAPITAL.matcher(key().text()).find();
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
