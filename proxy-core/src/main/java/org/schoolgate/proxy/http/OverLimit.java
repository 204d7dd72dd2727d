package org.schoolgate.proxy.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** Counts what clients asked beyond their allowance. Thread-safe. */
public final class OverLimit {
    private final LongAdder requests = new LongAdder();
    private final LongAdder unrecorded = new LongAdder();

    /** A request came too soon after others of its client. */
    void request() {
        requests.increment();
    }

    /** A request or connection was refused at a limit, and its client has a record of this second already. */
    void unrecorded() {
        unrecorded.increment();
    }

    public void register(MeterRegistry meters) {
        FunctionCounter.builder("schoolgate.requests.too_many", requests, LongAdder::sum)
                .register(meters);
        FunctionCounter.builder("schoolgate.access.records.folded", unrecorded, LongAdder::sum)
                .register(meters);
    }
}
