package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/**
 * Sign-in that holds for a whole connection (NTLM, Negotiate) instead of one request. Such a connection is never used for
 * anyone else.
 */
final class ConnectionBound {
    private ConnectionBound() {}

    static boolean isIn(HttpHeaders request, HttpHeaders response) {
        return isIn(request.getAll(HttpHeaderNames.AUTHORIZATION))
                || isIn(response.getAll(HttpHeaderNames.WWW_AUTHENTICATE));
    }

    private static boolean isIn(List<String> values) {
        for (String value : values) {
            for (String part : value.split(",")) {
                if (isScheme(part.strip(), "NTLM") || isScheme(part.strip(), "Negotiate")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isScheme(String challenge, String scheme) {
        return challenge.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
