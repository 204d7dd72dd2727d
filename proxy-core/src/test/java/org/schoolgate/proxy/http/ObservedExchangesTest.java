package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.policy.LiveFacts;

/** Observe mode, from the policy to the record. */
final class ObservedExchangesTest {
    private static final String OBSERVE =
            "observe: {from: 2026-11-30, until: 2026-12-11, approved_by: The lead, yes_i_mean: true}\n";
    private static final String POLICY =
            TestBundles.POLICY.replace("  - {category: adult}\n", "  - {category: adult}\n  - {category: games}\n")
                    + OBSERVE;

    @TempDir
    Path folder;

    private FakeOrigin origin;
    private TestProxy proxy;
    private volatile Instant now = Instant.parse("2026-12-01T10:00:00Z");

    @BeforeEach
    void start() throws IOException {
        origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        InstantSource clock = () -> now;
        proxy = TestProxy.in(folder)
                .bundle(TestBundles.of(folder, 2, POLICY, LiveFacts.NONE))
                .clock(clock)
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    private int status(String client, String host) throws IOException {
        try (Wire wire = proxy.client(client)) {
            wire.send(Requests.get(host, origin.port(), "/page"));
            return wire.readAnswer().status();
        }
    }

    /** Written a moment after the answer. */
    private AccessRecord last() {
        await().until(() -> !proxy.records().isEmpty());
        return proxy.records().get(proxy.records().size() - 1);
    }

    @Test
    void whatWouldBeBlockedGoesThroughAndIsWrittenDownAndRaisedAsObserved() throws IOException {
        assertThat(status("127.0.3.1", "games.example")).isEqualTo(200);
        AccessRecord.Ruling ruling = last().ruling();
        assertThat(ruling.decision()).isEqualTo(Outcome.ALLOW);
        assertThat(ruling.observed()).isTrue();
        assertThat(ruling.step()).isEqualTo("category");
        assertThat(ruling.rule()).isEqualTo("role/ks3");
        assertThat(ruling.category()).isEqualTo("games");
        assertThat(proxy.incidents()).hasSize(1);
        assertThat(proxy.incidents().get(0).observed()).isTrue();
        assertThat(proxy.incidents().get(0).category()).isEqualTo("games");
        assertThat(last().reference()).isEqualTo(proxy.incidents().get(0).reference());
        assertThat(proxy.observed("category")).isEqualTo(1);
    }

    @Test
    void adultSitesStayBlockedToPupils() throws IOException {
        assertThat(status("127.0.3.1", "adult.example")).isEqualTo(403);
        assertThat(last().ruling().observed()).isFalse();
        assertThat(proxy.incidents().get(0).observed()).isFalse();
        assertThat(proxy.observed("category")).isZero();
    }

    @Test
    void whatIsAllowedAnywayIsNotMarked() throws IOException {
        assertThat(status("127.0.5.1", "games.example")).isEqualTo(200);
        assertThat(last().ruling().observed()).isFalse();
        assertThat(last().reference()).isNull();
    }

    @Test
    void afterTheLastDayItIsBlockedAgain() throws IOException {
        now = Instant.parse("2026-12-12T00:00:00Z");
        assertThat(status("127.0.3.1", "games.example")).isEqualTo(403);
        assertThat(last().ruling().observed()).isFalse();
    }
}
