package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Our entry in {@code Via} fields (RFC 9110, section 7.6.3): tells those down the line of us, and us of a loop.
 *
 * @param pseudonym a token, unlike that of any other proxy
 */
public record Via(String pseudonym) {
    void addTo(HttpHeaders headers, HttpVersion receivedWith) {
        String entry = receivedWith.majorVersion() + "." + receivedWith.minorVersion() + " " + pseudonym;
        headers.add(HttpHeaderNames.VIA, entry);
    }

    /** Whether the message has been here before. */
    boolean isIn(HttpHeaders headers) {
        for (String value : headers.getAll(HttpHeaderNames.VIA)) {
            if (value.contains(pseudonym)) {
                return true;
            }
        }
        return false;
    }
}
