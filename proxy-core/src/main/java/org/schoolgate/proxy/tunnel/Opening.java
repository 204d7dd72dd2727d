package org.schoolgate.proxy.tunnel;

import org.jspecify.annotations.Nullable;

/**
 * What a client's first bytes in a tunnel turn out to be.
 *
 * @param serverName in a ClientHello, as sent (RFC 6066, section 3), not checked; null when the client names none
 * @param hasEch whether a ClientHello carries an encrypted one (ECH), or says so: browsers do as a decoy too
 */
record Opening(Kind kind, @Nullable String serverName, boolean hasEch) {
    enum Kind {
        /** A whole ClientHello. */
        TLS,
        /** Begins as TLS, then breaks its own lengths or the limits, or has two readings. */
        MALFORMED_TLS,
        /** The method of an HTTP request in the clear; never CONNECT, which would be a tunnel in a tunnel. */
        HTTP,
        /** None of these, or nothing in time. */
        UNRECOGNISED
    }

    static final Opening MALFORMED_TLS = new Opening(Kind.MALFORMED_TLS, null, false);
    static final Opening HTTP = new Opening(Kind.HTTP, null, false);
    static final Opening UNRECOGNISED = new Opening(Kind.UNRECOGNISED, null, false);

    static Opening tls(@Nullable String serverName, boolean hasEch) {
        return new Opening(Kind.TLS, serverName, hasEch);
    }
}
