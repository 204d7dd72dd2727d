package org.schoolgate.proxy.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/** What a client in a TLS handshake understands better than a mere close. */
public final class TlsAlert {
    /** Fatal (RFC 8446, section 6.2). */
    private static final byte[] ACCESS_DENIED = {21, 3, 1, 0, 2, 2, 49};

    private TlsAlert() {}

    /** Not flushed. */
    public static void writeAccessDenied(Channel client) {
        client.write(Unpooled.wrappedBuffer(ACCESS_DENIED));
    }
}
