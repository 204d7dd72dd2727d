package org.schoolgate.proxy.conformance;

/** One thing that happens in a {@link Row}, in the order given. Bytes are texts, a character each. */
sealed interface Step {
    /** The client, or else the origin, sends. */
    record Sends(boolean isClient, String bytes) implements Step {}

    /** The client, or else the origin, gets exactly these bytes next. */
    record Gets(boolean isClient, String bytes) implements Step {}

    /** It sends no more; what comes is still read. */
    record Ends(boolean isClient) implements Step {}

    /** The origin closes the connection with a reset. */
    record Resets() implements Step {}

    /** It sees the end of the connection next, and not one byte more. */
    record SeesEnd(boolean isClient) implements Step {}

    /** It sees the connection break off, whatever comes before that. */
    record SeesCut(boolean isClient) implements Step {}

    /** The origin gets another connection, from here on the one that is meant. */
    record Reconnects() implements Step {}

    /**
     * The client gets an answer of the proxy's own.
     *
     * @param proxyStatus as after the proxy's name
     * @param isKept whether the connection stays open
     */
    record Refused(int status, String proxyStatus, boolean isKept) implements Step {}
}
