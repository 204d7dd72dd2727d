package org.schoolgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.origin.OriginTimeouts;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Network;

final class GatewayTest {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private GatewayConfig config(@Nullable Path bundleFolder, int port) throws IOException {
        return config(bundleFolder, port, List.of());
    }

    private GatewayConfig config(@Nullable Path bundleFolder, int port, List<GatewayConfig.Port> further)
            throws IOException {
        return config(bundleFolder, port, further, LimitConfig.DEFAULTS);
    }

    private GatewayConfig config(
            @Nullable Path bundleFolder, int port, List<GatewayConfig.Port> further, LimitConfig limits)
            throws IOException {
        return new GatewayConfig(
                folder.resolve("gateway"),
                bundleFolder,
                new InetSocketAddress("127.0.0.1", port),
                further,
                new InetSocketAddress("127.0.0.1", 0),
                List.of(Network.parse("127.0.0.0/8")),
                Files.writeString(folder.resolve("hosts"), "127.0.0.1 site.example\n"),
                List.of(),
                null,
                null,
                OriginTimeouts.DEFAULTS.connect(),
                OriginTimeouts.DEFAULTS.answer(),
                OriginTimeouts.DEFAULTS.body(),
                OriginTimeouts.DEFAULTS.idle(),
                limits,
                LogConfig.DEFAULTS,
                "test");
    }

    private Path bundle() {
        Path bundle = folder.resolve("bundle");
        TestBundles.write(folder.resolve("work"), bundle, 1, TestBundles.POLICY, LiveFacts.NONE);
        return bundle;
    }

    private static Wire pupil(Gateway gateway) throws IOException {
        return Wire.connect(gateway.boundAddress(), "127.0.3.1");
    }

    @Test
    void gatewayServesFromABundleFolderAndRecordsIt() throws Exception {
        Gateway gateway = Gateway.start(config(bundle(), 0));
        try (FakeOrigin origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                Wire client = pupil(gateway)) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            client.send(Requests.get("adult.example", 80, "/"));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            assertThat(ops(gateway, "/metrics"))
                    .contains(
                            "schoolgate_connections 1.0",
                            "schoolgate_connections_refused_total{limit=\"client\"} 0.0",
                            "schoolgate_clients_too_slow_total{direction=\"upload\"} 0.0",
                            "schoolgate_circumvention_acts_total{act=\"address\"} 0.0",
                            "schoolgate_incidents_folded_total 0.0",
                            "schoolgate_event_loop_stalls_total ",
                            "schoolgate_event_loop_tasks{loop=\"0\"} ");
            assertThat(ops(gateway, "/health")).contains("\"bundle\"", "\"event loops\"");
        } finally {
            gateway.stop(DRAIN);
        }
        try (Stream<Path> segments = Files.list(folder.resolve("gateway/access"))) {
            assertThat(segments).hasSize(1);
        }
        try (Stream<Path> spool = Files.list(folder.resolve("gateway/outbox"))) {
            assertThat(spool.mapToLong(file -> file.toFile().length()).sum()).isGreaterThan(100);
        }
    }

    @Test
    void metricsTellWhatBecameOfExchangesAndWhereTheirTimeWent() throws Exception {
        Gateway gateway = Gateway.start(config(bundle(), 0));
        try (FakeOrigin origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")) {
            try (Wire client = pupil(gateway)) {
                client.send(Requests.get("site.example", origin.port(), "/"));
                assertThat(client.readAnswer().status()).isEqualTo(200);
                client.send(Requests.get("site.example", origin.port(), "/"));
                assertThat(client.readAnswer().status()).isEqualTo(200);
                client.send(Requests.get("adult.example", 80, "/"));
                assertThat(client.readAnswer().status()).isEqualTo(403);
                client.send(Requests.get("site.example", closedPort(), "/"));
                assertThat(client.readAnswer().status()).isEqualTo(502);
                client.send("GET / HTTP/1.1\r\n\r\n");
                assertThat(client.readAnswer().status()).isEqualTo(400);
            }
            await().untilAsserted(() -> assertThat(ops(gateway, "/metrics").lines())
                    .contains(
                            "schoolgate_exchanges_total{outcome=\"allow\"} 2.0",
                            "schoolgate_exchanges_total{outcome=\"block\"} 1.0",
                            "schoolgate_exchanges_total{outcome=\"refuse\"} 1.0",
                            "schoolgate_exchanges_total{outcome=\"error\"} 1.0",
                            "schoolgate_exchanges_blocked_total{step=\"category\"} 1.0",
                            "schoolgate_exchanges_blocked_total{step=\"locked\"} 0.0",
                            "schoolgate_exchanges_failed_total{reason=\"connection_refused\"} 1.0",
                            "schoolgate_exchanges_failed_total{reason=\"http_request_error\"} 1.0",
                            "schoolgate_exchange_seconds_count{kind=\"request\"} 3",
                            "schoolgate_exchange_seconds_bucket{kind=\"own\",le=\"+Inf\"} 2",
                            "schoolgate_exchange_phase_seconds_count{phase=\"queue\"} 5",
                            "schoolgate_exchange_phase_seconds_count{phase=\"connect\"} 2",
                            "schoolgate_exchange_phase_seconds_count{phase=\"first_byte\"} 2",
                            "schoolgate_origin_connections_opened_total 1.0",
                            "schoolgate_origin_connections_reused_total 1.0",
                            "schoolgate_origin_connections_failed_total{reason=\"connection_refused\"} 1.0",
                            "schoolgate_origin_connections{state=\"idle\"} 1.0",
                            "schoolgate_connections_opened_total 1.0",
                            "schoolgate_bundle_generation 1.0"));
        } finally {
            gateway.stop(DRAIN);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            return taken.getLocalPort();
        }
    }

    @Test
    void everyMeterOfOursIsInTheManualAndTheProcessHasItsOwn() throws Exception {
        Gateway gateway = Gateway.start(config(bundle(), 0));
        try {
            String manual = Files.readString(Path.of("..", "docs", "operating.md"));
            String metrics = ops(gateway, "/metrics");
            List<String> ours = metrics.lines()
                    .filter(line -> line.startsWith("# TYPE schoolgate_"))
                    .map(line -> line.split(" ")[2])
                    .filter(name -> !name.endsWith("_max"))
                    .toList();
            assertThat(ours)
                    .hasSizeGreaterThan(40)
                    .allSatisfy(name -> assertThat(manual).contains("`" + name));
            assertThat(metrics).contains("jvm_memory_used_bytes{area=\"heap\"", "jvm_gc_", "process_files_open_files ");
        } finally {
            gateway.stop(DRAIN);
        }
    }

    private static String ops(Gateway gateway, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.opsAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void healthAndMetricsAnswerWhileNoMoreClientsAreServed() throws Exception {
        LimitConfig limits = new LimitConfig(2, 2, 100, 0, 256, 256);
        Gateway gateway = Gateway.start(config(bundle(), 0, List.of(), limits));
        try (Wire first = pupil(gateway);
                Wire second = pupil(gateway)) {
            first.send(Requests.get("adult.example", 80, "/"));
            assertThat(first.readAnswer().status()).isEqualTo(403);
            try (Wire third = pupil(gateway)) {
                Answer answer = third.readAnswer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.field("retry-after")).isEqualTo("5");
            }
            assertThat(ops(gateway, "/health")).contains("enough for 2 connections of clients");
            assertThat(ops(gateway, "/metrics"))
                    .contains(
                            "schoolgate_connections_limit 2.0",
                            "schoolgate_connections_refused_total{limit=\"total\"} 1.0");
            second.socket().close();
            await().until(() -> ops(gateway, "/metrics").contains("schoolgate_connections 1.0"));
            try (Wire fourth = pupil(gateway)) {
                fourth.send(Requests.get("adult.example", 80, "/"));
                assertThat(fourth.readAnswer().status()).isEqualTo(403);
            }
        } finally {
            gateway.stop(DRAIN);
        }
    }

    @Test
    void opsPortIsNotReachedThroughTheProxyThoughItsNetworkIsAllowed() throws Exception {
        Gateway gateway = Gateway.start(config(bundle(), 0));
        try (Wire client = pupil(gateway)) {
            client.send(Requests.get("site.example", gateway.opsAddress().getPort(), "/health"));
            assertThat(client.readAnswer().status()).isEqualTo(508);
        } finally {
            gateway.stop(DRAIN);
        }
    }

    @Test
    void furtherPortsServeAndAreNotReachedThroughTheProxy() throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", 0);
        GatewayConfig.Port further = new GatewayConfig.Port("proxy", address, Set.of(), List.of(), null, null, null);
        Gateway gateway = Gateway.start(config(bundle(), 0, List.of(further)));
        InetSocketAddress second = gateway.boundAddresses().get(1);
        try (Wire first = pupil(gateway);
                Wire other = Wire.connect(second, "127.0.3.1")) {
            other.send(Requests.get("adult.example", 80, "/"));
            assertThat(other.readAnswer().status()).isEqualTo(403);
            first.send(Requests.get("site.example", second.getPort(), "/"));
            assertThat(first.readAnswer().status()).isEqualTo(508);
            assertThat(ops(gateway, "/metrics"))
                    .contains(
                            "schoolgate_connections 2.0",
                            "schoolgate_proxy_headers_refused_total 0.0",
                            "schoolgate_tls_handshakes_failed_total 0.0");
        } finally {
            gateway.stop(DRAIN);
        }
    }

    @Test
    void gatewayWithoutABundleIsClosedUntilOneComes() throws Exception {
        Gateway gateway = Gateway.start(config(folder.resolve("bundle"), 0));
        try (Wire client = pupil(gateway)) {
            assertThat(gateway.isReady()).isFalse();
            assertThat(gateway.health().level()).isEqualTo(Health.Level.ERROR);
            client.send(Requests.get("adult.example", 80, "/"));
            assertThat(client.readAnswer().status()).isEqualTo(503);
            bundle();
            await().until(gateway::isReady);
            client.send(Requests.get("adult.example", 80, "/"));
            assertThat(client.readAnswer().status()).isEqualTo(403);
        } finally {
            gateway.stop(DRAIN);
        }
    }

    @Test
    void secondGatewayOnAFolderIsRefused() throws Exception {
        Path bundle = bundle();
        Gateway first = Gateway.start(config(bundle, 0));
        try {
            assertThatThrownBy(() -> Gateway.start(config(bundle, 0)))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("is in use by another gateway");
        } finally {
            first.stop(DRAIN);
        }
        Gateway.start(config(bundle, 0)).stop(DRAIN);
    }

    @Test
    void portThatIsTakenIsNamedAndNothingStaysOpen() throws Exception {
        Path bundle = bundle();
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Gateway.start(config(bundle, port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("proxy port")
                    .hasMessageContaining(Integer.toString(port));
        }
        Gateway.start(config(bundle, 0)).stop(DRAIN);
    }

    @Test
    void gatewayThatIsNeitherEnrolledNorGivenABundleDoesNotStart() {
        assertThatThrownBy(() -> Gateway.start(config(null, 0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("enrolment.json");
    }
}
