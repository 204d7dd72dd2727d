package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Fields that are about one connection and are not passed on (RFC 9110, section 7.6.1). */
final class HopByHop {
    private static final List<AsciiString> ALWAYS = List.of(
            HttpHeaderNames.CONNECTION,
            AsciiString.cached("proxy-connection"),
            AsciiString.cached("keep-alive"),
            HttpHeaderNames.TE,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.UPGRADE,
            AsciiString.cached("http2-settings"),
            HttpHeaderNames.PROXY_AUTHENTICATE,
            HttpHeaderNames.PROXY_AUTHORIZATION,
            AsciiString.cached("proxy-authentication-info"));
    /** Meant for everyone down the line. Without these a message means something else, which who names them has in mind. */
    private static final Set<String> NEVER = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "content-range",
            "authorization",
            "cookie",
            "set-cookie",
            "cache-control",
            "location",
            "expect",
            "via");

    private HopByHop() {}

    /** Takes fields out of those that {@code Connection} names, so that they are passed on whatever the client says. */
    static void passOn(HttpHeaders headers, Set<String> fields) {
        List<String> others = new ArrayList<>();
        for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String option : value.split(",")) {
                if (fields.stream().noneMatch(option.strip()::equalsIgnoreCase)) {
                    others.add(option.strip());
                }
            }
        }
        headers.set(HttpHeaderNames.CONNECTION, others);
    }

    /** Removes them, and those that {@code Connection} names. */
    static void remove(HttpHeaders headers) throws MalformedMessageException {
        for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String option : value.split(",")) {
                String name = option.strip().toLowerCase(Locale.ROOT);
                if (NEVER.contains(name)) {
                    throw new MalformedMessageException("Connection names a field that must be passed on");
                }
                headers.remove(name);
            }
        }
        for (AsciiString name : ALWAYS) {
            headers.remove(name);
        }
    }
}
