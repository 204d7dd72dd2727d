package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
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
import org.schoolgate.rules.access.AccessRecord.Tunnel;
import org.schoolgate.rules.policy.LiveFacts;

/** A WebSocket is judged again as a tunnel is. */
final class OpenWebSocketsTest {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String ALLOWING = TestBundles.POLICY + "entries: [{pattern: site.example, action: allow}]\n";

    @TempDir
    Path folder;

    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private TestProxy proxy;
    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder).start();
        origin = FakeOrigin.by(this::echo);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    private void echo(Wire wire) throws IOException {
        origin.readHead(wire);
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wire.sendHead(
                "HTTP/1.1 101 Switching Protocols",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        byte[] bytes = new byte[64];
        for (int length = wire.readSome(bytes); length > 0; length = wire.readSome(bytes)) {
            wire.send(Arrays.copyOf(bytes, length));
        }
    }

    private Wire asking(String host) throws IOException {
        Wire client = proxy.pupil();
        client.send(Requests.get(
                host,
                origin.port(),
                "/chat",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13"));
        return client;
    }

    private Wire webSocket(String host) throws IOException {
        mayAnswer.countDown();
        Wire client = asking(host);
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        assertEchoes(client);
        return client;
    }

    private static void assertEchoes(Wire client) throws IOException {
        client.send("still here");
        assertThat(client.readText(10)).isEqualTo("still here");
    }

    private void publish(long generation, String policy, LiveFacts live) {
        proxy.use(TestBundles.of(folder, generation, policy, live));
    }

    private AccessRecord record() {
        await().atMost(SOON).until(() -> proxy.records().size() == 1);
        return proxy.records().get(0);
    }

    @Test
    void entryOfTheManagerClosesItsWebSocketsAndNoOthers() throws IOException {
        try (Wire blocked = webSocket("child.example");
                Wire other = webSocket("bank.example")) {
            publish(2, TestBundles.POLICY, TestBundles.blocking("child.example"));
            assertThat(blocked.isEnded()).isTrue();
            assertThat(record().ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(record().ruling().step()).isEqualTo("named");
            assertThat(record().asked().path()).isEqualTo("/chat");
            assertThat(record().tunnel()).isEqualTo(new Tunnel(null, false, "policy"));
            assertThat(record().sent().status()).isEqualTo(101);
            assertThat(proxy.incidents()).as("nobody asked for anything").isEmpty();
            assertEchoes(other);
        }
    }

    @Test
    void webSocketDoesNotOutliveWhatIsKnownOfItsSite() throws IOException {
        publish(2, ALLOWING, LiveFacts.NONE);
        try (Wire client = webSocket("site.example")) {
            publish(3, TestBundles.POLICY, LiveFacts.NONE);
            assertThat(client.isEnded()).isTrue();
            assertThat(record().ruling().decision()).isEqualTo(Outcome.REFUSE);
            assertThat(record().tunnel()).isEqualTo(new Tunnel(null, false, "policy"));
        }
    }

    @Test
    void rulesThatChangeBeforeTheOriginAnswersCount() throws IOException {
        try (Wire client = asking("child.example")) {
            await().until(() -> origin.heads().size() == 1);
            publish(2, TestBundles.POLICY, TestBundles.blocking("child.example"));
            mayAnswer.countDown();
            client.readToEnd();
            assertThat(record().ruling().decision()).isEqualTo(Outcome.BLOCK);
        }
    }

    @Test
    void withoutAnyPolicyEveryWebSocketIsClosed() throws IOException {
        try (Wire client = webSocket("child.example")) {
            proxy.use(null);
            assertThat(client.isEnded()).isTrue();
            assertThat(record().note()).isEqualTo("proxy_configuration_error");
        }
    }

    @Test
    void recordSaysWhoEndedIt() throws IOException {
        webSocket("child.example").close();
        assertThat(record().tunnel()).isEqualTo(new Tunnel(null, false, "client"));
    }
}
