package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many more proxies an {@code OPTIONS} request wants to pass (RFC 9110, section 7.6.2); others may not ask. */
record MaxForwards(int hops) {
    private static final int MAX_DIGITS = 4;

    /** Null where nothing is asked. */
    static @Nullable MaxForwards of(HttpMethod method, HttpHeaders headers) throws MalformedMessageException {
        List<String> values = headers.getAll(HttpHeaderNames.MAX_FORWARDS);
        if (values.isEmpty() || !method.equals(HttpMethod.OPTIONS)) {
            return null;
        }
        String digits = values.get(0);
        if (values.size() > 1
                || digits.isEmpty()
                || digits.length() > MAX_DIGITS
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedMessageException("Max-Forwards is not a number");
        }
        return new MaxForwards(Integer.parseInt(digits));
    }

    /** Whether the request is for us. */
    boolean endsHere() {
        return hops == 0;
    }

    /** Counts us. */
    void addTo(HttpHeaders forwarded) {
        forwarded.set(HttpHeaderNames.MAX_FORWARDS, hops - 1);
    }
}
