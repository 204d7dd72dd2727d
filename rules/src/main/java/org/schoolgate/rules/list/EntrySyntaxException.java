package org.schoolgate.rules.list;

/** A text is not an entry in JSON. The message is one of few, so that lines can be counted by it. */
public final class EntrySyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    EntrySyntaxException(String reason) {
        super(reason, null, false, false);
    }
}
