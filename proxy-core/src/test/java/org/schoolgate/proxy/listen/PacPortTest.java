package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.http.BodyRates;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.Host;

final class PacPortTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("0.0.0.0", 0);

    @TempDir
    Path folder;

    private static ListenerConfig pac(@Nullable Host name) {
        return new ListenerConfig(Kind.PAC, ANY_PORT, Set.of(), List.of(), null, name);
    }

    private static ListenerConfig proxy(String... zones) {
        return new ListenerConfig(Kind.PROXY, ANY_PORT, Set.of(zones), List.of(), null, null);
    }

    private static ListenerConfig at(String address) {
        return ListenerConfig.open(new InetSocketAddress(address, 0));
    }

    private ListenerConfig tls() {
        TlsFiles files = new TlsFiles(folder.resolve("proxy.crt"), folder.resolve("proxy.key"));
        new TestAuthority().writePem(files.certificate(), files.key(), "127.0.0.1");
        return new ListenerConfig(Kind.TLS, ANY_PORT, Set.of(), List.of(), files, null);
    }

    private static Answer fetch(TestProxy proxy, String host, String... head) throws IOException {
        try (Wire wire = Wire.connect(new InetSocketAddress(host, proxy.port(0)), "127.0.3.1")) {
            wire.sendHead(head);
            Answer answer = wire.readAnswer();
            assertThat(wire.isEnded()).isTrue();
            return answer;
        }
    }

    @ParameterizedTest
    @CsvSource({"/proxy.pac, 127.0.0.1", "/wpad.dat, 127.0.0.7"})
    void scriptNamesTheAddressThatItWasFetchedFrom(String path, String host) throws IOException {
        try (TestProxy proxy = TestProxy.in(folder).ports(pac(null), proxy()).start()) {
            Answer answer = fetch(proxy, host, "GET " + path + " HTTP/1.1", "Host: wpad.attacker.example");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("content-type")).isEqualTo("application/x-ns-proxy-autoconfig");
            assertThat(answer.field("cache-control")).isEqualTo("max-age=300");
            assertThat(answer.body())
                    .isEqualTo("function FindProxyForURL(url, host) {\n    return \"PROXY " + host + ":" + proxy.port(1)
                            + "\";\n}\n");
        }
    }

    @Test
    void scriptNamesTheProxyAsConfiguredAndOverTlsFirst() throws Exception {
        ListenerConfig named = pac(Host.parse("filter.school.example"));
        try (TestProxy proxy = TestProxy.in(folder)
                .ports(named, proxy("staff-room"), tls(), proxy())
                .start()) {
            assertThat(fetch(proxy, "127.0.0.1", "GET /proxy.pac HTTP/1.1", "Host: filter")
                            .body())
                    .contains("return \"HTTPS filter.school.example:" + proxy.port(2) + "; PROXY filter.school.example:"
                            + proxy.port(3) + "\";");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 2",
        "127.0.0.2, 127.0.0.2, 3",
        "127.0.0.3, 127.0.0.3, 1",
    })
    void scriptNamesAPortThatListensWhereItWasFetchedFrom(String reached, String host, int port) throws IOException {
        try (TestProxy proxy = TestProxy.in(folder)
                .ports(pac(null), at("127.0.0.3"), at("127.0.0.1"), at("127.0.0.2"))
                .start()) {
            assertThat(fetch(proxy, reached, "GET /proxy.pac HTTP/1.1", "Host: wpad")
                            .body())
                    .contains("PROXY " + host + ":" + proxy.port(port) + "\"");
        }
    }

    @Test
    void withoutAProxyForEveryoneThereIsNoScriptThatWouldSendBrowsersAroundIt() throws IOException {
        try (TestProxy proxy =
                TestProxy.in(folder).ports(pac(null), proxy("staff-room")).start()) {
            assertThat(fetch(proxy, "127.0.0.1", "GET /proxy.pac HTTP/1.1", "Host: wpad")
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, 404",
        "GET http://adult.example/ HTTP/1.1, 404",
        "GET /proxy.pac?x HTTP/1.1, 404",
        "POST /proxy.pac HTTP/1.1, 405",
        "CONNECT site.example:443 HTTP/1.1, 405",
        "nonsense, 400"
    })
    void nothingElseIsThere(String line, int status) throws IOException {
        try (TestProxy proxy = TestProxy.in(folder).ports(pac(null), proxy()).start()) {
            assertThat(fetch(proxy, "127.0.0.1", line, "Host: wpad").status()).isEqualTo(status);
            assertThat(proxy.records()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /proxy.pac HT"})
    void clientThatIsNotDoneInTimeIsClosed(String sent) throws IOException {
        Limits impatient = new Limits(
                8192,
                32768,
                100,
                Duration.ofMillis(300),
                Duration.ofSeconds(60),
                3,
                1024,
                BodyRates.DEFAULTS,
                Duration.ofSeconds(5));
        try (TestProxy proxy = TestProxy.in(folder)
                        .limits(impatient)
                        .ports(pac(null), proxy())
                        .start();
                Wire wire = proxy.pupil()) {
            wire.send(sent);
            assertThat(wire.isEnded()).isTrue();
            await().until(() -> proxy.connections() == 0);
        }
    }
}
