package org.schoolgate.rules.policy;

import org.schoolgate.rules.url.WebUrl;

/**
 * Sends whoever asks for a host elsewhere.
 *
 * @param to where, without a path: that of the request stays
 */
public record Redirect(HostPattern from, WebUrl to, String note) {
    /** @param target path and query, beginning with a slash */
    public String location(String target) {
        String site = to.text();
        return site.substring(0, site.length() - 1) + target;
    }
}
