package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;

/**
 * Name resolution in HTTP (RFC 8484; RFC 9230; the JSON of large resolvers), which no list of resolvers knows whole: told by
 * its media types. Who resolves names elsewhere is past the school's resolver and its safe search.
 */
final class DnsOverHttp {
    private static final List<AsciiString> TYPES = List.of(
            AsciiString.cached("application/dns-message"),
            AsciiString.cached("application/dns-json"),
            AsciiString.cached("application/oblivious-dns-message"));

    private DnsOverHttp() {}

    /** Whether the head asks for it, brings it, or answers with it. */
    static boolean isIn(HttpHeaders headers) {
        return isIn(headers, HttpHeaderNames.CONTENT_TYPE) || isIn(headers, HttpHeaderNames.ACCEPT);
    }

    private static boolean isIn(HttpHeaders headers, AsciiString field) {
        Iterator<? extends CharSequence> values = headers.valueCharSequenceIterator(field);
        while (values.hasNext()) {
            CharSequence value = values.next();
            for (AsciiString type : TYPES) {
                if (AsciiString.containsIgnoreCase(value, type)) {
                    return true;
                }
            }
        }
        return false;
    }
}
