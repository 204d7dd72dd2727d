package org.schoolgate.admin.http;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of requests that fail because the store does not answer how many they are: of the first, and then once a minute. */
final class OutageLog {
    private static final Logger log = LoggerFactory.getLogger(OutageLog.class);
    private static final long PAUSE_NANOS = 60_000_000_000L;

    private final LongSupplier nanoTime;
    private long saidAt;
    private long unsaid;

    OutageLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.saidAt = nanoTime.getAsLong() - PAUSE_NANOS;
    }

    /** Takes note of one more. */
    synchronized void count(String request) {
        unsaid++;
        if (nanoTime.getAsLong() - saidAt >= PAUSE_NANOS) {
            log.warn(
                    "The store does not answer: {} requests failed since the last such line, the last is {}",
                    unsaid,
                    request);
            unsaid = 0;
            saidAt = nanoTime.getAsLong();
        }
    }
}
