package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Our entry in {@code Via} fields (RFC 9110, section 7.6.3): tells those down the line of us, and us of a loop.
 */
public final class Via {
    private final String pseudonym;
    private final String usualEntry;

    /** @param pseudonym a token, unlike that of any other proxy */
    public Via(String pseudonym) {
        this.pseudonym = pseudonym;
        this.usualEntry = entry(HttpVersion.HTTP_1_1);
    }

    private String entry(HttpVersion receivedWith) {
        return receivedWith.majorVersion() + "." + receivedWith.minorVersion() + " " + pseudonym;
    }

    void addTo(HttpHeaders headers, HttpVersion receivedWith) {
        boolean isUsual = receivedWith.equals(HttpVersion.HTTP_1_1);
        headers.add(HttpHeaderNames.VIA, isUsual ? usualEntry : entry(receivedWith));
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
