package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeNameServer;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Timing;
import org.schoolgate.rules.policy.LiveFacts;

/** What is written down of exchanges, whatever becomes of them. */
final class RecordedExchangesTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final Duration WHILE = Duration.ofMillis(60);

    @TempDir
    private Path folder;

    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder).start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void timeUntilTheFirstByteIsTheOrigins() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    passTime();
                    wire.send(HELLO);
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            client.readAnswer();
            Timing timing = record(0).timing();
            assertThat(timing.firstByteMs()).isBetween(WHILE.toMillis(), timing.durationMs());
            assertThat(timing.resolveMs()).isNotNegative();
            assertThat(timing.connectMs()).isNotNegative();
            assertThat(timing.queueMs()).isLessThan(WHILE.toMillis());
        }
    }

    @Test
    void requestOnAKeptConnectionHasNoTimeOfDialling() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/1"));
            client.readAnswer();
            client.send(Requests.get("site.example", origin.port(), "/2"));
            client.readAnswer();
            assertThat(record(1).timing().resolveMs()).isEqualTo(Timing.NONE);
            assertThat(record(1).timing().connectMs()).isEqualTo(Timing.NONE);
            assertThat(record(1).timing().firstByteMs()).isNotNegative();
        }
    }

    @Test
    void pipelinedRequestsWaitInTheQueueForThoseBeforeThem() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    passTime();
                    wire.send(HELLO);
                    for (int i = 0; i < 2; i++) {
                        wire.readHead();
                        wire.send(HELLO);
                    }
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/1").repeat(3));
            for (int i = 0; i < 3; i++) {
                client.readAnswer();
            }
            assertThat(record(0).timing().queueMs()).isLessThan(WHILE.toMillis());
            assertThat(record(1).timing().queueMs()).isGreaterThanOrEqualTo(WHILE.toMillis());
            assertThat(record(2).timing().queueMs()).isGreaterThanOrEqualTo(WHILE.toMillis());
        }
    }

    @Test
    void nameThatIsNotFoundHasATimeOfResolvingAndNoneOfConnecting() throws IOException {
        try (FakeNameServer empty = new FakeNameServer();
                TestProxy resolving = TestProxy.in(folder.resolve("resolving"))
                        .nameServer(empty.address())
                        .start();
                Wire client = resolving.pupil()) {
            client.send(Requests.get("nowhere.example", 80, "/"));
            client.readAnswer();
            Timing timing = resolving.records().get(0).timing();
            assertThat(timing.resolveMs()).isNotNegative();
            assertThat(timing.connectMs()).isEqualTo(Timing.NONE);
            assertThat(timing.firstByteMs()).isEqualTo(Timing.NONE);
        }
    }

    @Test
    void openedTunnelHasTimesOfDiallingAndNoFirstByte() throws IOException {
        String policy = TestBundles.POLICY.replace(
                "[443]", "[{port: %d, protocol: raw, hosts: [site.example], yes_i_mean: true}]");
        try (FakeOrigin origin = FakeOrigin.by(wire -> wire.send("220"))) {
            proxy.use(TestBundles.of(folder, 2, policy.formatted(origin.port()), LiveFacts.NONE));
            try (Wire client = proxy.pupil()) {
                client.send(Requests.connect("site.example", origin.port()));
                client.readHead();
                client.readText(3);
            }
            Timing timing = record(0).timing();
            assertThat(timing.queueMs()).isNotNegative();
            assertThat(timing.resolveMs()).isNotNegative();
            assertThat(timing.connectMs()).isNotNegative();
            assertThat(timing.firstByteMs()).isEqualTo(Timing.NONE);
        }
    }

    @Test
    void headThatTheClientNeverEndsIsRecorded() throws IOException {
        String halfAHead = "GET http://site.example/ HTTP/1.1\r\nHost: si";
        try (Wire client = proxy.pupil()) {
            client.send(halfAHead);
            client.endOutput();
            assertThat(client.isEnded()).isTrue();
        }
        AccessRecord record = record(0);
        assertThat(record.ruling().decision()).isEqualTo(Outcome.REFUSE);
        assertThat(record.note()).isEqualTo("client_closed");
        assertThat(record.who().zone()).isEqualTo("room-3");
        assertThat(record.asked().method()).isEmpty();
        assertThat(record.sent().status()).isZero();
        assertThat(record.sent().bytesIn()).isEqualTo(halfAHead.length());
    }

    @Test
    void connectionWithoutAByteIsNoExchange() throws IOException {
        proxy.pupil().close();
        try (Wire client = proxy.pupil()) {
            client.send(Requests.get("adult.example", 80, "/"));
            client.readAnswer();
        }
        await().until(() -> proxy.connections() == 0);
        assertThat(proxy.records()).hasSize(1);
    }

    @Test
    void secretsInAQueryAreMaskedInRecordAndIncident() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.get("adult.example", 80, "/login?password=hidden&q=cats"));
            client.readAnswer();
            assertThat(record(0).asked().path()).isEqualTo("/login?password=***&q=cats");
            assertThat(proxy.incidents().get(0).path()).isEqualTo("/login?password=***&q=cats");
        }
    }

    @Test
    void userInfoThatARequestIsRefusedForIsMasked() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.sendHead("GET http://name:hidden@site.example/ HTTP/1.1", "Host: name:hidden@site.example");
            assertThat(client.readAnswer().status()).isEqualTo(400);
            assertThat(record(0).asked().host()).isEqualTo("***@site.example");
        }
    }

    private AccessRecord record(int index) {
        await().until(() -> proxy.records().size() > index);
        return proxy.records().get(index);
    }

    private static void passTime() {
        await().pollDelay(WHILE).until(() -> true);
    }
}
