package org.schoolgate.rules.policy;

import java.util.Locale;

/** What one step of precedence had to say about a request, in words for a network manager. */
public record TraceLine(Step step, Outcome outcome, String text) {
    public enum Outcome {
        /** Looked at; it did not apply. */
        PASSED,
        /** It settled the request. */
        DECIDED,
        /** There is nothing in this step that any request could meet. */
        EMPTY,
        /** A stronger step had settled the request. */
        NOT_REACHED;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** As written in answers. */
        public String id() {
            return id;
        }
    }
}
