package org.schoolgate.proxy.listen;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** Counts connections that were closed before there was an exchange. Thread-safe. */
final class ListenerFaults {
    private final LongAdder proxyHeaders = new LongAdder();
    private final LongAdder handshakes = new LongAdder();

    /** A listed sender did not say properly for whom it connects. */
    void proxyHeader() {
        proxyHeaders.increment();
    }

    /** TLS with a client did not come about. */
    void handshake() {
        handshakes.increment();
    }

    void register(MeterRegistry meters) {
        FunctionCounter.builder("schoolgate.proxy.headers.refused", proxyHeaders, LongAdder::sum)
                .register(meters);
        FunctionCounter.builder("schoolgate.tls.handshakes.failed", handshakes, LongAdder::sum)
                .register(meters);
    }
}
