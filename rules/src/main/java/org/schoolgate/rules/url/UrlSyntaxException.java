package org.schoolgate.rules.url;

import org.schoolgate.rules.HostSyntaxException;

/**
 * A text is not a web address. The message is one of a small fixed set of phrases: it can be counted by, and it never
 * repeats the text, so that it is safe to log. Carries no stack trace: bad addresses come from outside, by the million.
 */
public final class UrlSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    UrlSyntaxException(String reason) {
        super(reason, null, false, false);
    }

    UrlSyntaxException(HostSyntaxException badHost) {
        super(badHost.getMessage(), badHost, false, false);
    }
}
