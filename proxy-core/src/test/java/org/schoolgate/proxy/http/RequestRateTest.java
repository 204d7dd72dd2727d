package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.identity.RequestRate;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.access.AccessRecord;

/** One request a second, and five at once. */
final class RequestRateTest {
    private static final String BLOCKED = Requests.get("adult.example", 80, "/");

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private TestProxy start() throws IOException {
        TestProxy proxy = TestProxy.in(folder).requestRate(new RequestRate(1)).start();
        proxy.register(meters);
        return proxy;
    }

    private double count(String meter) {
        return meters.get(meter).functionCounter().count();
    }

    private static void useUp(TestProxy proxy) throws IOException {
        try (Wire wire = proxy.pupil()) {
            for (int i = 0; i < 5; i++) {
                wire.send(BLOCKED);
                assertThat(wire.readAnswer().status()).isEqualTo(403);
            }
        }
    }

    @Test
    void clientThatAsksTooFastIsToldToWaitAndServedAgainAfterwards() throws IOException {
        try (TestProxy proxy = start();
                Wire other = proxy.client("127.0.3.2")) {
            useUp(proxy);
            try (Wire wire = proxy.pupil()) {
                wire.send(BLOCKED);
                Answer answer = wire.readAnswer();
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.field("retry-after")).isEqualTo("1");
                assertThat(answer.field("proxy-status"))
                        .isEqualTo("schoolgate; error=http_request_denied; details=\"too many requests\"");
                assertThat(wire.isEnded()).isTrue();
            }
            other.send(BLOCKED);
            assertThat(other.readAnswer().status()).isEqualTo(403);
            await().until(() -> status(proxy, BLOCKED) == 403);
        }
    }

    private static int status(TestProxy proxy, String request) throws IOException {
        try (Wire wire = proxy.pupil()) {
            wire.send(request);
            return wire.readAnswer().status();
        }
    }

    @Test
    void oneThatFloodsHasARecordASecondAndTheOthersAreCounted() throws IOException {
        try (TestProxy proxy = start()) {
            useUp(proxy);
            int refused = 0;
            long began = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                refused += status(proxy, BLOCKED) == 429 ? 1 : 0;
            }
            long seconds = (System.nanoTime() - began) / 1_000_000_000;
            assertThat(refused).isGreaterThan(90);
            assertThat(count("schoolgate.requests.too_many")).isEqualTo(refused);
            List<AccessRecord> records = proxy.records().stream()
                    .filter(record -> record.sent().status() == 429)
                    .toList();
            assertThat(records.size()).isBetween(1, (int) seconds + 2);
            assertThat(count("schoolgate.access.records.folded")).isEqualTo(refused - records.size());
            AccessRecord record = records.get(0);
            assertThat(record.who().client()).isEqualTo("127.0.3.1");
            assertThat(record.ruling().decision()).isEqualTo(AccessRecord.Outcome.REFUSE);
            assertThat(record.asked().host()).isEqualTo("adult.example:80");
            assertThat(record.note()).isEqualTo("http_request_denied");
        }
    }

    @Test
    void malformedRequestsCountToo() throws IOException {
        try (TestProxy proxy = start()) {
            for (int i = 0; i < 5; i++) {
                assertThat(status(proxy, "GET / HTTP/1.1\r\n\r\n")).isEqualTo(400);
            }
            assertThat(status(proxy, "GET / HTTP/1.1\r\n\r\n")).isEqualTo(429);
        }
    }

    @Test
    void divertedConnectionsCountTooAndAreClosed() throws Exception {
        Target destination = new Target(Host.parse("127.0.0.9"), 443);
        try (TestProxy proxy = start()) {
            InetSocketAddress port = proxy.divert(destination);
            useUp(proxy);
            try (Wire wire = Wire.connect(port, "127.0.3.1")) {
                wire.send(Hellos.of("site.example"));
                wire.readToEnd();
            }
            assertThat(count("schoolgate.requests.too_many")).isEqualTo(1);
        }
    }

    @Test
    void rateDoesNotHoldWhereManyShareAnAddress() throws IOException {
        String policy = TestBundles.POLICY.replace("roles: [ks3]}", "roles: [ks3], shared_address: true}");
        try (TestProxy proxy = start()) {
            proxy.use(TestBundles.of(folder, 2, policy, TestBundles.blocking()));
            try (Wire wire = proxy.pupil()) {
                for (int i = 0; i < 20; i++) {
                    wire.send(BLOCKED);
                    assertThat(wire.readAnswer().status()).isEqualTo(403);
                }
            }
        }
    }
}
