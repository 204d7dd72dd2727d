package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.http.ExchangeClock.Phase;
import org.schoolgate.proxy.http.ExchangeMeters.Kind;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Sent;
import org.schoolgate.rules.policy.Step;

final class ExchangeMetersTest {
    private static final Sent SENT = new Sent(200, 100, 2_000);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExchangeMeters meters = new ExchangeMeters(registry);
    private long nanos;

    /** Of an exchange whose origin was connected to for 3 ms and answered after 40 ms more. */
    private ExchangeClock clock() {
        ExchangeClock clock = new ExchangeClock(() -> nanos, nanos);
        clock.enter(Phase.CONNECT);
        nanos += TimeUnit.MILLISECONDS.toNanos(3);
        clock.enter(Phase.FIRST_BYTE);
        nanos += TimeUnit.MILLISECONDS.toNanos(40);
        clock.answerBegins();
        clock.stop();
        return clock;
    }

    @Test
    void timesAreCountedInBucketsAndPhasesThatDidNotTakePlaceAreNot() {
        meters.took(Kind.REQUEST, clock());
        assertThat(registry.scrape())
                .contains(
                        "schoolgate_exchange_seconds_bucket{kind=\"request\",le=\"0.025\"} 0",
                        "schoolgate_exchange_seconds_bucket{kind=\"request\",le=\"0.05\"} 1",
                        "schoolgate_exchange_seconds_sum{kind=\"request\"} 0.043",
                        "schoolgate_exchange_phase_seconds_bucket{phase=\"connect\",le=\"0.0025\"} 0",
                        "schoolgate_exchange_phase_seconds_bucket{phase=\"connect\",le=\"0.005\"} 1",
                        "schoolgate_exchange_phase_seconds_sum{phase=\"first_byte\"} 0.04",
                        "schoolgate_exchange_phase_seconds_count{phase=\"resolve\"} 0",
                        "schoolgate_exchange_seconds_count{kind=\"tunnel\"} 0");
    }

    @Test
    void countingAllocatesNothing() {
        ExchangeClock clock = clock();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int exchanges = 20_000;
        count(exchanges, clock);
        long before = threads.getCurrentThreadAllocatedBytes();
        count(exchanges, clock);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes for %d exchanges", exchanges).isLessThan(exchanges);
    }

    private void count(int exchanges, ExchangeClock clock) {
        for (int i = 0; i < exchanges; i++) {
            meters.ended(Outcome.BLOCK, SENT);
            meters.took(Kind.OWN, clock);
            meters.blocked(Step.CATEGORY);
            meters.failed("dns_error");
        }
    }
}
