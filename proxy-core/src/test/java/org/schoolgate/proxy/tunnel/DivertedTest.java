package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Tunnel;

/** Connections that the firewall sends here: their clients believe that they speak with the origin. */
final class DivertedTest extends ImpatientTunnels {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final byte[] ACCESS_DENIED = {21, 3, 1, 0, 2, 2, 49};
    /** Where nobody listens: what goes there does so by its name, or not at all. */
    private static final String NOWHERE = "127.9.9.9";

    private static Target target(String address, int port) throws IOException {
        return new Target(Host.ofAddress(InetAddress.getByName(address).getAddress()), port);
    }

    /** A pupil on the way to that address. */
    private Wire pupil(String address, int port, String... zones) throws IOException {
        return Wire.connect(proxy.divert(target(address, port), zones), "127.0.3.1");
    }

    private static void assertDenied(Wire client) throws IOException {
        assertThat(client.read(ACCESS_DENIED.length)).isEqualTo(ACCESS_DENIED);
        assertThat(client.isEnded()).isTrue();
    }

    private static String get(String host, int port) {
        return "GET /page?q HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n\r\n";
    }

    @Test
    void requestGoesToTheHostThatItNamesAndNotToTheAddress() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = pupil(NOWHERE, origin.port())) {
            client.send(get("site.example", origin.port()));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            assertThat(origin.heads().get(0))
                    .startsWith("GET /page?q HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nhost: site.example:" + origin.port() + "\r\n");
            assertThat(record().asked().host()).isEqualTo("site.example");
            assertThat(record().asked().method()).isEqualTo("GET");
        }
    }

    @Test
    void everyRequestOfAConnectionIsJudgedByItsOwnHost() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = pupil("127.0.0.1", origin.port())) {
            client.send(get("adult.example", origin.port()));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            client.send(get("site.example", origin.port()));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            client.send(get("games.example", origin.port()));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            assertThat(origin.heads()).hasSize(1);
            assertThat(proxy.records()).hasSize(3);
        }
    }

    @Test
    void wholeUrlIsReadAsWell() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = pupil(NOWHERE, origin.port())) {
            client.send(Requests.get("site.example", origin.port(), "/page"));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
        }
    }

    @Test
    void requestInManyPiecesIsServed() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = pupil(NOWHERE, origin.port())) {
            for (char c : get("site.example", origin.port()).toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.readAnswer().body()).isEqualTo("hello");
        }
    }

    @Test
    void requestWithoutAHostIsForTheAddress() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = pupil("127.0.0.1", origin.port())) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            assertThat(record().asked().host()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: site.example:1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:8081\r\n\r\n",
                "GET http://adult.example:8081/ HTTP/1.1\r\nHost: site.example:8081\r\n\r\n",
                "GET http://site.example/ HTTP/1.0\r\n\r\n"
            })
    void requestForSomethingElseThanItsConnectionIsMisdirected(String request) throws IOException {
        try (Wire client = pupil(NOWHERE, 8081)) {
            client.send(request);
            assertThat(client.readAnswer().status()).isEqualTo(421);
            assertThat(client.isEnded()).isTrue();
            assertThat(record().ruling().decision()).isEqualTo(Outcome.REFUSE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: site.example:8081\r\nHost: adult.example:8081\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: user@site.example:8081\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: \r\n\r\n"
            })
    void requestThatNamesNoOneHostIsRefused(String request) throws IOException {
        try (Wire client = pupil(NOWHERE, 8081)) {
            client.send(request);
            assertThat(client.readAnswer().status()).isEqualTo(400);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void tlsIsJudgedAndDialledByTheNameInItsHello() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = pupil(NOWHERE, origin.port())) {
            byte[] hello = Hellos.of("site.example");
            client.send(hello);
            assertThat(client.read(hello.length)).isEqualTo(hello);
            client.send("more");
            assertThat(client.readText(4)).isEqualTo("more");
            client.socket().close();
            assertThat(record().asked().host()).isEqualTo("site.example");
            assertThat(record().asked().method()).isEqualTo("CONNECT");
            assertThat(record().tunnel()).isEqualTo(new Tunnel("site.example", false, "client"));
            assertThat(record().sent().status()).isZero();
            assertThat(record().sent().bytesIn()).isEqualTo(hello.length + 4);
            assertThat(record().sent().bytesOut()).isEqualTo(hello.length + 4);
        }
    }

    @Test
    void helloInManyPiecesIsPassedOn() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = pupil(NOWHERE, origin.port())) {
            byte[] hello = Hellos.padded("site.example", 200, 50);
            for (byte b : hello) {
                client.send(new byte[] {b});
            }
            assertThat(client.read(hello.length)).isEqualTo(hello);
        }
    }

    @Test
    void tlsForABlockedNameIsDeniedWhateverItsAddress() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = pupil("127.0.0.1", origin.port())) {
            client.send(Hellos.of("adult.example"));
            assertDenied(client);
            assertThat(record().ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(record().asked().host()).isEqualTo("adult.example");
            assertThat(origin.connections()).isZero();
            assertThat(proxy.incidents()).hasSize(1);
        }
    }

    @Test
    void tlsWithoutANameIsJudgedByItsAddress() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = pupil("127.0.0.1", origin.port())) {
            byte[] hello = Hellos.of(null);
            client.send(hello);
            assertThat(client.read(hello.length)).isEqualTo(hello);
            String policy = TestBundles.POLICY.replace("[adult, games]", "[adult, games, ip_address]");
            proxy.use(TestBundles.of(folder, 2, policy, TestBundles.blocking()));
            assertThat(client.isEnded()).as("judged again").isTrue();
            try (Wire later = pupil("127.0.0.1", origin.port())) {
                later.send(hello);
                assertDenied(later);
            }
            await().until(() -> proxy.records().size() == 2);
            assertThat(proxy.records().get(1).asked().host()).isEqualTo("127.0.0.1");
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"inside.example, destination_ip_prohibited", "127.0.0.1, sni_mismatch", "not a name, sni_mismatch"})
    void nameThatCannotBeReachedIsClosed(String serverName, String note) throws IOException {
        try (Wire client = pupil(NOWHERE, 443)) {
            client.send(Hellos.of(serverName));
            client.readToEnd();
            assertThat(record().note()).isEqualTo(note);
        }
    }

    @Test
    void portThatIsNotOpenToTunnelsIsRefused() throws IOException {
        proxy.close();
        proxy = TestProxy.in(folder.resolve("2")).allowOrigins(List.of()).start();
        try (Wire client = pupil("8.8.8.8", 8443)) {
            client.send(Hellos.of("site.example"));
            assertDenied(client);
            assertThat(record().note()).isEqualTo("destination_ip_prohibited");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9\r\n", "CONNECT site.example:443 HTTP/1.1\r\n\r\n", "GE", "\u0005\u0001"})
    void whatIsNeitherHttpNorTlsIsClosedAndRecorded(String said) throws IOException {
        try (Wire client = pupil(NOWHERE, 443)) {
            client.send(said);
            assertThat(client.isEnded()).isTrue();
            assertThat(record().note()).isEqualTo("unrecognised_protocol");
            assertThat(record().ruling().decision()).isEqualTo(Outcome.REFUSE);
        }
    }

    @Test
    void helloThatIsMalformedOrNeverEndsIsClosedAndRecorded() throws IOException {
        byte[] hello = Hellos.of("site.example");
        byte[] malformed = hello.clone();
        malformed[9] = 9;
        try (Wire bad = pupil(NOWHERE, 443);
                Wire slow = pupil(NOWHERE, 443)) {
            bad.send(malformed);
            slow.send(Arrays.copyOf(hello, 30));
            bad.readToEnd();
            assertThat(slow.isEnded()).isTrue();
            await().until(() -> proxy.records().size() == 2);
            assertThat(proxy.records())
                    .allSatisfy(record -> assertThat(record.note()).isEqualTo("unrecognised_protocol"));
        }
    }

    @Test
    void clientThatSaysNothingIsClosedWithoutARecord() throws IOException {
        try (Wire client = pupil(NOWHERE, 443)) {
            assertThat(client.isEnded()).isTrue();
            assertThat(proxy.records()).isEmpty();
        }
    }

    @Test
    void connectionThatWasGoingToTheProxyItselfIsALoop() throws IOException {
        try (Wire http = pupil("127.0.0.1", proxy.port());
                Wire tls = pupil("127.0.0.1", proxy.port())) {
            http.send(get("site.example", proxy.port()));
            assertThat(http.readAnswer().status()).isEqualTo(421);
            tls.send(Hellos.of("site.example"));
            assertDenied(tls);
            await().until(() -> proxy.records().size() == 2);
            assertThat(proxy.records().get(1).note()).isEqualTo("proxy_loop_detected");
        }
    }

    @Test
    void connectionOfTheProxyItselfIsALoop() throws IOException {
        InetSocketAddress diverted = proxy.divert(target(NOWHERE, 443));
        try (Wire tls = Wire.connect(diverted, "127.0.0.1")) {
            tls.send(Hellos.of("site.example"));
            assertDenied(tls);
            assertThat(record().note()).isEqualTo("proxy_loop_detected");
        }
    }

    @Test
    void portThatDoesNotServeTheClientsZoneRefuses() throws IOException {
        try (Wire http = pupil(NOWHERE, 8081, "staff-room");
                Wire tls = pupil(NOWHERE, 443, "staff-room")) {
            http.send(get("site.example", 8081));
            Answer answer = http.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("another place");
            tls.send(Hellos.of("site.example"));
            assertDenied(tls);
        }
    }

    @Test
    void withoutABundleEverythingIsClosed() throws IOException {
        proxy.use(null);
        try (Wire http = pupil(NOWHERE, 8081);
                Wire tls = pupil(NOWHERE, 443)) {
            http.send(get("site.example", 8081));
            assertThat(http.readAnswer().status()).isEqualTo(503);
            tls.send(Hellos.of("site.example"));
            assertDenied(tls);
            await().until(() -> proxy.records().size() == 2);
            assertThat(proxy.records().get(1).note()).isEqualTo("proxy_configuration_error");
            assertThat(proxy.records().get(1).asked().host()).as("sealed").isEmpty();
        }
    }
}
