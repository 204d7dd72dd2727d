package org.schoolgate.rules.url;

/** Percent escapes (RFC 3986, section 2.1). */
public final class Escapes {
    private Escapes() {}

    /**
     * The text with escapes decoded until none is left, {@code %2541} to {@code A} too, and read as UTF-8. O(length), whatever is
     * nested.
     *
     * @param text ASCII; other characters become question marks
     */
    public static String decoded(String text) {
        return text.indexOf('%') < 0 ? text : new Octets(text).decode().letters();
    }
}
