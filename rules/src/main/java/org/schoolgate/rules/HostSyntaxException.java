package org.schoolgate.rules;

/**
 * A text is not a host. The message is one of a small fixed set of phrases: it can be counted by, and it never repeats
 * the text, so that it is safe to log. Carries no stack trace: bad hosts come from outside, by the million.
 */
public final class HostSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    HostSyntaxException(String reason) {
        super(reason, null, false, false);
    }
}
