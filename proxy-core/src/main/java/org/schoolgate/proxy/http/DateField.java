package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} of messages that have none yet (RFC 9110, section 6.6.1). Thread-safe; formats once a second. */
final class DateField {
    private record Written(long second, String text) {}

    /** As in {@code Sun, 06 Nov 1994 08:49:37 GMT}; the JDK's own constant writes days without a zero first. */
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Written latest = new Written(Long.MIN_VALUE, "");

    DateField(InstantSource clock) {
        this.clock = clock;
    }

    void addIfMissing(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.DATE)) {
            headers.set(HttpHeaderNames.DATE, now());
        }
    }

    private String now() {
        long second = Math.floorDiv(clock.millis(), 1000L);
        Written known = latest;
        if (known.second() != second) {
            known = new Written(second, FORMAT.format(clock.instant()));
            latest = known;
        }
        return known.text();
    }
}
