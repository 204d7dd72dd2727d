package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.url.MatchKey;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;

/**
 * Hosts, or the pages under a path of a host and of what is below it.
 *
 * @param prefix as {@link MatchKey#prefix} has it; null for all of the hosts
 */
public record SitePart(HostPattern hosts, @Nullable String prefix) {
    /**
     * Reads what a person typed: a {@link HostPattern}, or an address with a path.
     *
     * @throws IllegalArgumentException when it is neither; the message does not repeat the text
     */
    public static SitePart parse(String text) {
        try {
            return text.contains("/") ? of(WebUrl.parseTyped(text)) : new SitePart(HostPattern.parse(text), null);
        } catch (HostSyntaxException | UrlSyntaxException e) {
            throw new IllegalArgumentException("what: " + e.getMessage(), e);
        }
    }

    private static SitePart of(WebUrl url) {
        String prefix = url.keys().get(0).prefix();
        return new SitePart(new HostPattern(url.host(), Scope.NAME_AND_BELOW), prefix.isEmpty() ? null : prefix);
    }

    /** Whether it takes a path to tell, which is not seen of what goes through a tunnel. */
    public boolean isPages() {
        return prefix != null;
    }

    boolean covers(Request request) {
        return hosts.covers(request.host()) && (prefix == null || hasPrefix(request, prefix));
    }

    private static boolean hasPrefix(Request request, String prefix) {
        for (MatchKey key : request.pathKeys()) {
            if (key.hasPrefix(prefix, true)) {
                return true;
            }
        }
        return false;
    }

    /** {@link #parse} reads it back. */
    public String text() {
        return prefix == null ? hosts.text() : hosts.host().uriText() + prefix;
    }

    /** {@link #text}. */
    @Override
    public String toString() {
        return text();
    }
}
