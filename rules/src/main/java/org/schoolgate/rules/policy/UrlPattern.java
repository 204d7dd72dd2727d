package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.url.MatchKey;

/**
 * Pages of hosts: those whose path, and query where it has one, begin with certain steps. {@code example.org/a} is
 * {@code /a}, {@code /a/b} and {@code /a?c} there and below, not {@code /ab}.
 *
 * @param path as {@link MatchKey} has it, with no slash at its end; never the root alone
 */
public record UrlPattern(HostPattern hosts, String path) {
    /**
     * Null when the target is no path, or the root alone, which is all of the host.
     *
     * @param target path, and query where it has one, as typed
     */
    static @Nullable UrlPattern of(HostPattern hosts, String target) {
        List<MatchKey> keys = MatchKey.ofTarget(target);
        String path = keys.isEmpty() ? "" : keys.get(0).prefix();
        return path.isEmpty() ? null : new UrlPattern(hosts, path);
    }

    /**
     * Whether a page is among them. A server may read a path in more ways than one: for a block one of them is enough, and upper
     * and lower case are alike; for what allows, each has to be among them, letter by letter.
     *
     * @param keys of the page
     */
    boolean covers(List<MatchKey> keys, Action action) {
        boolean isAny = false;
        boolean isEach = true;
        for (int i = 0; i < keys.size(); i++) {
            boolean has = keys.get(i).hasPrefix(path, action == Action.BLOCK);
            isAny |= has;
            isEach &= has;
        }
        return isAny && (isEach || action == Action.BLOCK);
    }

    /** As people write it: {@code example.org/a}. */
    public String text() {
        return hosts.text() + path;
    }

    /** {@link #text}. */
    @Override
    public String toString() {
        return text();
    }
}
