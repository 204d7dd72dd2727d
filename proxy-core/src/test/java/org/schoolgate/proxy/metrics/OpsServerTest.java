package org.schoolgate.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpsServerTest {
    private final Health health = new Health();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private OptionalLong generation = OptionalLong.empty();
    private OpsServer server;

    @BeforeEach
    void start() throws IOException {
        server = OpsServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), health, () -> generation, meters);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void healthIsJson() throws Exception {
        health.warn("bundle", "generation 7 refused: \"live\" is damaged; serving 6");
        generation = OptionalLong.of(6);
        HttpResponse<String> answer = send("GET", "/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"warn\",\"generation\":6,\"checks\":[{\"check\":\"bundle\",\"level\":\"warn\","
                        + "\"text\":\"generation 7 refused: \\\"live\\\" is damaged; serving 6\"}]}");
    }

    @Test
    void withoutABundleThereIsNoGeneration() throws Exception {
        assertThat(send("GET", "/health").body()).isEqualTo("{\"status\":\"ok\",\"checks\":[]}");
    }

    @Test
    void metersAreForPrometheus() throws Exception {
        meters.counter("schoolgate.access.lost").increment();
        assertThat(send("GET", "/metrics").body()).contains("schoolgate_access_lost_total 1.0");
    }

    @Test
    void everythingElseIsRefused() throws Exception {
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/health").statusCode()).isEqualTo(405);
    }

    @Test
    void portInUseIsNamed() {
        assertThatThrownBy(() -> OpsServer.start(server.boundAddress(), health, () -> generation, meters))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ops port")
                .hasMessageContaining(String.valueOf(server.boundAddress().getPort()));
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.boundAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
