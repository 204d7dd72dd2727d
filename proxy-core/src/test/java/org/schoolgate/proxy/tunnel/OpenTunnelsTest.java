package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Tunnel;
import org.schoolgate.rules.policy.LiveFacts;

final class OpenTunnelsTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TestProxy proxy;
    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder).start();
        proxy.register(meters);
        origin = Echo.origin();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    private Wire connected(String host) throws IOException {
        Wire client = proxy.pupil();
        client.send(Requests.connect(host, origin.port()));
        assertThat(client.readHead()).contains("200 Connection established");
        return client;
    }

    private Wire tunnel(String host) throws IOException {
        Wire client = connected(host);
        byte[] hello = Hellos.of(host);
        client.send(hello);
        assertThat(client.read(hello.length)).isEqualTo(hello);
        return client;
    }

    private void publish(long generation, String policy, LiveFacts live) {
        proxy.use(TestBundles.of(folder, generation, policy, live));
    }

    private AccessRecord record() {
        await().until(() -> proxy.records().size() == 1);
        return proxy.records().get(0);
    }

    @Test
    void entryOfTheManagerClosesItsTunnelsAndNoOthers() throws IOException {
        try (Wire blocked = tunnel("site.example");
                Wire other = tunnel("other.example")) {
            publish(2, TestBundles.POLICY, TestBundles.blocking("site.example"));
            await().atMost(SOON).until(() -> proxy.records().size() == 1);
            assertThat(blocked.isEnded()).isTrue();
            other.send("still here");
            assertThat(other.readText(10)).isEqualTo("still here");
            AccessRecord record = record();
            assertThat(record.asked().host()).isEqualTo("site.example");
            assertThat(record.ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(record.ruling().step()).isEqualTo("named");
            assertThat(record.tunnel()).isEqualTo(new Tunnel("site.example", false, "policy"));
            assertThat(record.sent().status()).isEqualTo(200);
            assertThat(proxy.incidents()).as("nobody asked for anything").isEmpty();
        }
    }

    @Test
    void policyThatMovesAPlaceToAStricterRoleClosesItsTunnels() throws IOException {
        try (Wire client = tunnel("site.example")) {
            publish(2, TestBundles.POLICY.replace("roles: [ks3]}", "roles: [ks1]}"), LiveFacts.NONE);
            await().atMost(SOON).until(() -> proxy.records().size() == 1);
            assertThat(client.isEnded()).isTrue();
            assertThat(record().who().role()).isEqualTo("ks1");
            assertThat(record().ruling().rule()).isEqualTo("role/ks1");
        }
    }

    @Test
    void rulesThatChangeBetweenTheAnswerAndTheHelloCount() throws IOException {
        try (Wire client = connected("site.example")) {
            publish(2, TestBundles.POLICY, TestBundles.blocking("site.example"));
            client.send(Hellos.of("site.example"));
            assertThat(client.isEnded()).isTrue();
            assertThat(record().ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(record().tunnel()).extracting(Tunnel::closed).isEqualTo("policy");
        }
    }

    @Test
    void rawTunnelDoesNotOutliveItsRawPort() throws IOException {
        String raw = "{port: " + origin.port() + ", protocol: raw, hosts: [site.example], yes_i_mean: true}";
        publish(2, TestBundles.POLICY.replace("[443]", "[443, " + raw + "]"), LiveFacts.NONE);
        try (Wire client = connected("site.example")) {
            client.send("SSH-2.0-x\r\n");
            assertThat(client.readText(11)).isEqualTo("SSH-2.0-x\r\n");
            publish(3, TestBundles.POLICY, LiveFacts.NONE);
            await().atMost(SOON).until(() -> proxy.records().size() == 1);
            assertThat(record().ruling().decision()).isEqualTo(Outcome.REFUSE);
            assertThat(record().tunnel()).isEqualTo(new Tunnel(null, false, "policy"));
        }
    }

    @Test
    void withoutAnyPolicyEveryTunnelIsClosed() throws IOException {
        try (Wire client = tunnel("site.example")) {
            proxy.use(null);
            assertThat(client.isEnded()).isTrue();
            assertThat(record().note()).isEqualTo("proxy_configuration_error");
        }
    }

    @Test
    void tunnelsAreJudgedAgainEveryFewSecondsToo() throws IOException {
        try (Wire client = tunnel("site.example")) {
            await().atMost(Duration.ofSeconds(6)).until(() -> count("schoolgate.tunnels.judged.again") >= 1);
            client.send("more");
            assertThat(client.readText(4)).isEqualTo("more");
        }
    }

    @Test
    void metricsTellWhatBecomesOfTunnels() throws IOException {
        try (Wire open = tunnel("site.example");
                Wire other = connected("site.example")) {
            other.send(Hellos.of("other.example"));
            await().until(() -> count("schoolgate.tunnels", "outcome", "sni_mismatch") == 1);
            assertThat(count("schoolgate.tunnels", "outcome", "opened")).isEqualTo(1);
            assertThat(meters.get("schoolgate.tunnels.open").gauge().value()).isEqualTo(1);
            open.socket().close();
            await().until(() -> count("schoolgate.tunnels.closed", "why", "client") == 1);
            assertThat(meters.get("schoolgate.tunnels.open").gauge().value()).isZero();
        }
    }

    private double count(String name, String... tags) {
        return meters.get(name).tags(tags).functionCounter().count();
    }

    @Test
    void drainIsWhyATunnelEndsThen() throws IOException {
        try (Wire client = tunnel("site.example")) {
            assertThat(proxy.drain(Duration.ofMillis(100))).isEqualTo(1);
            assertThat(client.isEnded()).isTrue();
            assertThat(record().tunnel()).extracting(Tunnel::closed).isEqualTo("stopped");
            assertThat(record().ruling().decision()).isEqualTo(Outcome.ALLOW);
        }
    }
}
