package org.schoolgate.proxy.http;

import java.time.Duration;

/**
 * How slow a client may be with bodies before it is given up.
 *
 * @param minUpload bytes a second, of a request's body that is waited for
 * @param minDownload bytes a second, of what the client was sent and has not taken; 0 for none, there as here
 * @param window over which both are taken
 */
public record BodyRates(int minUpload, int minDownload, Duration window) {
    private static final Duration WINDOW = Duration.ofSeconds(30);

    public static final BodyRates DEFAULTS = of(256, 256);

    /** Over the usual window. */
    public static BodyRates of(int minUpload, int minDownload) {
        return new BodyRates(minUpload, minDownload, WINDOW);
    }

    /** Fewer than these in a window are too few. */
    long minBytes(BodyPace.Direction direction) {
        int rate = direction == BodyPace.Direction.UPLOAD ? minUpload : minDownload;
        return rate * window.toMillis() / 1000;
    }
}
