package org.schoolgate.rules;

/**
 * An entry of a list, in canonical form.
 *
 * @param text {@code example.org}, {@code example.org/adult}, {@code 192.0.2.0/24}, or the expression as it was written
 * @param scope which hosts a name or a host of pages speaks of; {@link Scope#EXACT} for the other kinds
 */
public record ListedEntry(Kind kind, String text, Scope scope, Effect effect) {
    /** What the text is. */
    public enum Kind {
        /** A host. */
        NAME,
        /** A host and the beginning of a path. */
        PAGES,
        /** Addresses: a network, or the first and the last joined by a hyphen. */
        RANGE,
        /** A regular expression for URLs. */
        EXPRESSION
    }

    /** The host that it names; empty for a range and an expression, which name none. */
    public String host() {
        return switch (kind) {
            case NAME -> text;
            case PAGES -> text.substring(0, text.indexOf('/'));
            case RANGE, EXPRESSION -> "";
        };
    }
}
