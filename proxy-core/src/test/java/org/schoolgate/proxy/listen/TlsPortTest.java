package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.http.BodyRates;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.SecureWires;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.policy.Network;

/** The explicit proxy, spoken to in TLS. */
final class TlsPortTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String SENDER = "127.0.5.9";

    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private TlsFiles files;
    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        files = new TlsFiles(folder.resolve("proxy.crt"), folder.resolve("proxy.key"));
        authority.writePem(files.certificate(), files.key(), "127.0.0.1");
        proxy = start(Transport.best());
        proxy.register(meters);
    }

    private TestProxy start(Transport transport) throws IOException {
        Limits impatient = new Limits(
                8192,
                32768,
                100,
                Duration.ofMillis(1500),
                Duration.ofSeconds(60),
                3,
                1024,
                BodyRates.DEFAULTS,
                Duration.ofSeconds(5));
        ListenerConfig port = new ListenerConfig(
                Kind.TLS, new InetSocketAddress("127.0.0.1", 0), Set.of(), List.of(Network.parse(SENDER)), files, null);
        return TestProxy.in(Files.createTempDirectory(folder, "proxy"))
                .transport(transport)
                .limits(impatient)
                .ports(port)
                .start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private Wire secured(Wire plain, String... protocols) throws IOException {
        return new SecureWires(authority.pem()).over(plain, protocols);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void bothTransportsServe(Transport transport) throws Exception {
        proxy.close();
        proxy = start(transport);
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = secured(proxy.pupil())) {
            for (int i = 0; i < 3; i++) {
                client.send(Requests.get("site.example", origin.port(), "/"));
                assertThat(client.readAnswer().body()).isEqualTo("hello");
                client.send(Requests.get("adult.example", 80, "/"));
                assertThat(client.readAnswer().status()).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void tunnelGoesThroughTheConnection(String protocol) throws Exception {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.send(wire.read(Hellos.of("site.example").length));
                    wire.send("the end");
                });
                Wire client = secured(proxy.pupil(), protocol)) {
            client.send(Requests.connect("site.example", origin.port()));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            byte[] hello = Hellos.of("site.example");
            client.send(hello);
            assertThat(client.read(hello.length)).isEqualTo(hello);
            assertThat(client.readToEnd()).as("ended, not cut").isEqualTo("the end");
        }
    }

    @Test
    void largeBodyComesWhole() throws Exception {
        int length = 3_000_000;
        String body = "b".repeat(length);
        try (FakeOrigin origin =
                        FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + body);
                Wire client = secured(proxy.pupil())) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo(body);
        }
    }

    @Test
    void bodyThatBreaksOffDoesNotEndAsIfItWereWhole() throws Exception {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                });
                Wire client = secured(proxy.pupil())) {
            client.send(Requests.get("site.example", origin.port(), "/").replaceAll("HTTP/1.1", "HTTP/1.0"));
            client.readHead();
            assertThatThrownBy(client::readToEnd).isInstanceOf(IOException.class);
        }
    }

    @Test
    void senderNamesTheClientBeforeTheHandshake() throws Exception {
        Wire plain = proxy.client(SENDER);
        plain.send("PROXY TCP4 127.0.2.77 192.0.2.1 50000 3129\r\n");
        try (Wire client = secured(plain)) {
            client.send(Requests.get("adult.example", 80, "/"));
            client.readAnswer();
            await().until(() -> proxy.records().size() == 1);
            assertThat(proxy.records().get(0).who().client()).isEqualTo("127.0.2.77");
        }
    }

    @Test
    void requestInTheClearGetsNoAnswer() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", 80, "/"));
            assertThat(client.readToEnd()).doesNotContain("HTTP");
        }
        await().until(() -> failedHandshakes() == 1);
        assertThat(proxy.records()).isEmpty();
    }

    private double failedHandshakes() {
        return meters.get("schoolgate.tls.handshakes.failed").functionCounter().count();
    }

    @Test
    void handshakeThatNeverEndsIsGivenUp() throws IOException {
        byte[] hello = Hellos.of("proxy.example");
        try (Wire silent = proxy.pupil();
                Wire half = proxy.pupil()) {
            half.send(Arrays.copyOf(hello, hello.length / 2));
            silent.readToEnd();
            half.readToEnd();
        }
        await().until(() -> failedHandshakes() == 2);
        await().until(() -> proxy.connections() == 0);
    }

    private static void touch(TlsFiles files) throws IOException {
        for (Path file : List.of(files.certificate(), files.key())) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
        }
    }

    private byte[] shownCertificate() throws Exception {
        try (Wire client = secured(proxy.pupil())) {
            return ((SSLSocket) client.socket())
                    .getSession()
                    .getPeerCertificates()[0]
                    .getEncoded();
        }
    }

    @Test
    void newCertificateIsShownWithoutARestart() throws Exception {
        byte[] before = shownCertificate();
        authority.writePem(files.certificate(), files.key(), "127.0.0.1");
        touch(files);
        await().atMost(Duration.ofSeconds(15)).until(() -> !Arrays.equals(shownCertificate(), before));
        assertThat(proxy.health().level()).isEqualTo(Health.Level.OK);
    }

    @Test
    void certificateThatIsNotInOrderChangesNothingAndHealthSaysSo() throws Exception {
        byte[] before = shownCertificate();
        authority.writePem(files.certificate(), folder.resolve("other.key"), "127.0.0.1");
        touch(files);
        await().atMost(Duration.ofSeconds(15)).until(() -> proxy.health().level() == Health.Level.WARN);
        assertThat(proxy.health().checks()).anyMatch(check -> check.text().contains("not the key of the certificate"));
        assertThat(shownCertificate()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAAA\n-----END PRIVATE KEY-----\n"
            })
    void portWithoutAUsableKeyDoesNotOpen(String key) throws IOException {
        Files.writeString(files.key(), key);
        assertThatThrownBy(() -> start(Transport.best()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("proxy.key: no key (expected: an RSA or EC key");
    }

    @Test
    void clientThatDoesNotTrustTheCertificateLeavesAndIsCounted() throws Exception {
        SSLContext stranger = SSLContext.getInstance("TLS");
        stranger.init(null, null, null);
        try (Wire plain = proxy.pupil()) {
            SSLSocket tls = (SSLSocket)
                    stranger.getSocketFactory().createSocket(plain.socket(), "127.0.0.1", proxy.port(), true);
            assertThatThrownBy(tls::startHandshake).isInstanceOf(SSLException.class);
        }
        await().until(() -> failedHandshakes() == 1);
    }
}
