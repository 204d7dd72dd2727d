package org.schoolgate.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.policy.LiveFacts;

/** Requests to the internet go through the parent proxy, and it gets its credentials; no client sees anything of either. */
final class ParentProxyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String DENIED =
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n";
    /** Of {@code user:pass}. */
    private static final String AUTHORIZATION = "proxy-authorization: basic dxnlcjpwyxnz";

    @TempDir
    Path folder;

    private FakeOrigin parent;
    private TestProxy proxy;
    private volatile String answer = OK;
    private volatile String behindTheAnswer = "";

    @BeforeEach
    void start() throws IOException {
        parent = FakeOrigin.by(this::serve);
        proxy = TestProxy.in(folder)
                .parent(ParentProxy.at(new InetSocketAddress("127.0.0.1", parent.port()), credentials("user:pass\n")))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        parent.close();
    }

    private Path credentials(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void serve(Wire wire) throws IOException {
        String head = parent.readHead(wire);
        while (!head.startsWith("CONNECT") || !answer.equals(OK)) {
            wire.send(answer);
            head = parent.readHead(wire);
        }
        wire.send("HTTP/1.1 200 Established\r\n\r\n" + behindTheAnswer);
        byte[] bytes = new byte[1024];
        for (int length = wire.readSome(bytes); length > 0; length = wire.readSome(bytes)) {
            wire.send(Arrays.copyOf(bytes, length));
        }
    }

    private String asked() {
        return parent.heads().get(0);
    }

    @Test
    void requestGoesToTheParentAsAWholeUrlWithItsCredentials() throws IOException {
        try (Wire client = proxy.pupil()) {
            for (int i = 0; i < 2; i++) {
                client.send(Requests.get("far.example", 8080, "/a?b"));
                assertThat(client.readAnswer().body()).isEqualTo("ok");
            }
            assertThat(asked()).startsWith("GET http://far.example:8080/a?b HTTP/1.1\r\n");
            assertThat(parent.heads()).allSatisfy(head -> assertThat(head).containsIgnoringCase(AUTHORIZATION));
            assertThat(parent.connections()).as("the connection is kept").isEqualTo(1);
        }
    }

    @Test
    void tunnelIsAskedOfTheParent() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("far.example", 443));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
            byte[] hello = Hellos.of("far.example");
            client.send(hello);
            assertThat(client.read(hello.length)).isEqualTo(hello);
            assertThat(asked()).startsWith("CONNECT far.example:443 HTTP/1.1\r\nHost: far.example:443\r\n");
            assertThat(asked()).containsIgnoringCase(AUTHORIZATION);
            proxy.use(TestBundles.of(folder, 2, TestBundles.POLICY, LiveFacts.NONE));
            client.send("still here");
            assertThat(client.readText(10)).isEqualTo("still here");
        }
    }

    @Test
    void whatTheOriginSaysFirstIsNotLost() throws IOException {
        behindTheAnswer = "220 ready\r\n";
        String raw = "[443, {port: 25, protocol: raw, hosts: [far.example], yes_i_mean: true}]";
        proxy.use(TestBundles.of(folder, 2, TestBundles.POLICY.replace("[443]", raw), LiveFacts.NONE));
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("far.example", 25));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
            assertThat(client.readText(11)).isEqualTo("220 ready\r\n");
            client.send("QUIT\r\n");
            assertThat(client.readText(6)).isEqualTo("QUIT\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET http://far.example/ HTTP/1.1", "CONNECT far.example:443 HTTP/1.1"})
    void parentThatDoesNotTakeItsCredentialsIsNotTheClientsBusiness(String request) throws IOException {
        answer = DENIED;
        try (Wire client = proxy.pupil()) {
            String host = request.startsWith("GET") ? "far.example" : "far.example:443";
            client.sendHead(request, "Host: " + host);
            Answer got = client.readAnswer();
            assertThat(got.status()).isEqualTo(502);
            assertThat(got.field("proxy-status")).contains("error=proxy_configuration_error");
            assertThat(got.head()).doesNotContainIgnoringCase("proxy-authenticate");
        }
        await().until(() -> proxy.records().size() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "printer", "nas.local", "app.localhost", "db.internal", "tv.home.arpa", "10.0.0.1"})
    void whatIsInsideIsNotAskedOfTheParent(String host) throws IOException {
        try (Wire client = proxy.client("127.0.5.1")) {
            client.send(Requests.get(host, 81, "/"));
            assertThat(client.readAnswer().status()).isEqualTo(403);
        }
        assertThat(parent.connections()).isZero();
    }

    @Test
    void portThatIsOpenToNoTunnelIsNotAskedOfTheParent() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("far.example", 8443));
            assertThat(client.readAnswer().status()).isEqualTo(403);
        }
        assertThat(parent.connections()).isZero();
    }

    @Test
    void nameOfTheHostsFileIsReachedDirectly() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(OK);
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
            assertThat(origin.heads()).singleElement().asString().doesNotContainIgnoringCase("proxy-authorization");
        }
        assertThat(parent.connections()).isZero();
    }

    @Test
    void fileThatIsForOthersTooIsRefused() throws IOException {
        Path file = credentials("user:secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> ParentProxy.at(new InetSocketAddress("127.0.0.1", 1), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its mode is rw-r--r--");
    }

    @Test
    void credentialsAreInNoText() throws IOException {
        ParentProxy secret = ParentProxy.at(new InetSocketAddress("127.0.0.1", 1), credentials("user:pass"));
        assertThat(secret).asString().isEqualTo("parent proxy /127.0.0.1:1");
    }
}
