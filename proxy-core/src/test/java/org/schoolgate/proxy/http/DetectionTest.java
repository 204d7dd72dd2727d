package org.schoolgate.proxy.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
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
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.policy.LiveFacts;

/** What blocks and refusals become suspected incidents, on whole connections. */
final class DetectionTest {
    private static final String PAGE = "Accept: text/html,*/*;q=0.8";
    private static final String PART = "Accept: image/avif,image/*,*/*;q=0.8";

    @TempDir
    private Path folder;

    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        String policy = TestBundles.POLICY + "detection: {repeated_blocks: {pages: 3, minutes: 5, except: [child]}}\n";
        proxy = TestProxy.in(folder)
                .bundle(TestBundles.of(folder, 9, policy, LiveFacts.NONE))
                .start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void pageViewIsOneIncidentWithTheReferenceOfItsFirstBlock() throws IOException {
        try (Wire client = proxy.pupil()) {
            ask(client, "adult.example", "/", PAGE);
            ask(client, "adult.example", "/picture-1", PART);
            ask(client, "adult.example", "/picture-2", PART);
            client.send(Requests.connect("adult.example", 443));
            assertThat(client.readAnswer().status()).isEqualTo(403);
        }
        await().until(() -> proxy.records().size() == 4);
        assertThat(proxy.incidents()).hasSize(1);
        assertThat(proxy.incidents().get(0).reference())
                .isEqualTo(proxy.records().get(0).reference());
        assertThat(proxy.records().stream().map(AccessRecord::reference))
                .as("every blocked exchange can be asked about")
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void pagesRefusedAgainAndAgainAreAnIncident() throws IOException {
        try (Wire client = proxy.pupil()) {
            ask(client, "games.example", "/", PAGE);
            ask(client, "a.games.example", "/", PAGE);
            ask(client, "b.games.example", "/picture", PART);
            assertThat(proxy.incidents()).isEmpty();
            ask(client, "c.games.example", "/page?token=hidden", PAGE);
        }
        assertThat(proxy.incidents()).hasSize(1);
        SuspectedIncident incident = proxy.incidents().get(0);
        assertThat(incident.kind()).isEqualTo("repeated");
        assertThat(incident.category()).isEqualTo("games");
        assertThat(incident.host()).isEqualTo("c.games.example");
        assertThat(incident.path()).isEqualTo("/page?token=***");
    }

    @Test
    void differentAttemptsAfterABlockPageAreCircumvention() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> wire.readToEnd());
                Wire client = proxy.pupil()) {
            String policy = TestBundles.POLICY.replace("[443]", "[" + origin.port() + "]");
            proxy.use(TestBundles.of(folder, 10, policy, LiveFacts.NONE));
            ask(client, "games.example", "/", PAGE);
            tunnel(origin.port(), "SSH-2.0-client\r\n".getBytes(US_ASCII));
            assertThat(proxy.incidents()).isEmpty();
            tunnel(origin.port(), Hellos.of("other.example"));
        }
        await().until(() -> proxy.incidents().size() == 1);
        SuspectedIncident incident = proxy.incidents().get(0);
        assertThat(incident.kind()).isEqualTo("circumvention");
        assertThat(incident.category()).isEqualTo("circumvention");
        assertThat(incident.rule()).isEqualTo("server_name");
        assertThat(incident.host()).isEqualTo("site.example");
        assertThat(incident.method()).isEqualTo("CONNECT");
        AccessRecord last = proxy.records().get(proxy.records().size() - 1);
        assertThat(last.note()).isEqualTo("sni_mismatch");
        assertThat(last.reference()).isEqualTo(incident.reference());
    }

    @Test
    void programThatIsRefusedInEveryWayIsNoIncident() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> wire.readToEnd());
                Wire client = proxy.pupil()) {
            String policy = TestBundles.POLICY.replace("[443]", "[" + origin.port() + "]");
            proxy.use(TestBundles.of(folder, 10, policy, LiveFacts.NONE));
            ask(client, "games.example", "/update", "Accept: */*");
            tunnel(origin.port(), "SSH-2.0-client\r\n".getBytes(US_ASCII));
            tunnel(origin.port(), Hellos.of("other.example"));
        }
        await().until(() -> proxy.records().size() == 3);
        assertThat(proxy.incidents()).isEmpty();
    }

    private static void ask(Wire client, String host, String path, String accept) throws IOException {
        client.send(Requests.get(host, 80, path, accept));
        assertThat(client.readAnswer().status()).isEqualTo(403);
    }

    private void tunnel(int port, byte[] first) throws IOException {
        int before = proxy.records().size();
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("site.example", port));
            assertThat(client.readHead()).contains("200");
            client.send(first);
            client.readToEnd();
        }
        await().until(() -> proxy.records().size() == before + 1);
    }
}
