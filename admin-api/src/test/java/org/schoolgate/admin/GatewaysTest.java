package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.BundleFile;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.bundle.ManifestVerifier;
import org.schoolgate.rules.policy.ManagerEntry;

/** The server as a gateway sees it. */
final class GatewaysTest extends OneAdmin {
    private static final String BUNDLE = "/gateway/v1/bundle";
    private static final String STATUS = "/gateway/v1/status";

    @Test
    void enrolmentTellsAllThatAGatewayNeeds() throws Exception {
        Enrolled enrolled = admin.enrolled();
        assertThat(enrolled.gateway()).isEqualTo(1);
        assertThat(enrolled.admin()).isEqualTo(admin.uri("").toString());
        assertThat(enrolled.ca()).isEqualTo(Files.readString(admin.server().authorityFile()));
        assertThat(ManifestVerifier.ofPem(enrolled.signer())).isNotNull();
    }

    @Test
    void bundleCanBeFetchedVerifiedAndOpened() throws Exception {
        String entry = newEntry().path("id").asText();
        Path fetched = Files.createDirectories(folder.resolve("fetched").resolve(Bundle.FILES))
                .resolveSibling("");
        Answer answer = admin.send(admin.gateway(BUNDLE + "?after=1.1").GET());
        Files.write(fetched.resolve(Bundle.MANIFEST), answer.bytes());
        Files.write(
                fetched.resolve(Bundle.SIGNATURE), Base64.getDecoder().decode(answer.header("schoolgate-signature")));
        Manifest manifest = Manifest.parse(answer.bytes());
        for (BundleFile file : manifest.files()) {
            Answer bytes = admin.send(
                    admin.gateway("/gateway/v1/files/" + file.sha256()).GET());
            Files.write(file.in(fetched), bytes.bytes());
        }
        Bundle bundle =
                Bundle.open(fetched, ManifestVerifier.ofPem(admin.enrolled().signer()));
        assertThat(bundle.manifest().school()).isEqualTo("Test School");
        assertThat(bundle.manifest().position().epoch()).isEqualTo(1);
        assertThat(bundle.live().entries()).extracting(ManagerEntry::id).contains(entry);
    }

    @Test
    void waitingGatewayIsAnsweredAsSoonAsAnEntryIsPublished() throws Exception {
        CompletableFuture<Answer> waiting = admin.sendAndLetWait(
                admin.gateway(BUNDLE + "?after=" + position()).GET());
        long generation = newEntry().path("generation").asLong();
        Answer answer = waiting.get(1, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Manifest.parse(answer.bytes()).position().generation()).isEqualTo(generation);
    }

    @Test
    void secondQuestionOfAGatewayEndsTheFirst() throws Exception {
        HttpRequest.Builder question =
                admin.gateway(BUNDLE + "?after=" + position()).GET();
        CompletableFuture<Answer> first = admin.sendAndLetWait(question);
        CompletableFuture<Answer> second = admin.sendAsync(question);
        assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(204);
        assertThat(second).isNotDone();
        newEntry();
        assertThat(second.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "1.x", "-1.2", "1.2.3", "9999999999999999999.1", "2147483649.1"})
    void positionThatIsNoneIsRefused(String position) throws Exception {
        assertThat(admin.send(admin.gateway(BUNDLE + "?after=" + position).GET())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void onlyFilesOfTheLastBundlesAreServed() throws Exception {
        String first = live(admin.send(admin.gateway(BUNDLE).GET()));
        assertThat(file(first)).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            newEntry();
        }
        assertThat(file(first)).isEqualTo(404);
        assertThat(file("0".repeat(64))).isEqualTo(404);
        assertThat(file("..%2F..%2Fadmin.db")).isIn(400, 404);
    }

    @Test
    void reportIsListedAndShownByHealth() throws Exception {
        String report = "{\"gateway\":1,\"epoch\":1,\"generation\":1,\"version\":\"0.1\","
                + "\"health\":[{\"level\":\"error\",\"text\":\"the newest bundle is damaged\"}]}";
        assertThat(admin.gatewayPut(STATUS, report).status()).isEqualTo(204);
        JsonNode gateway = admin.get("/api/v1/gateways").json().path("items").path(0);
        assertThat(gateway.path("name").asText()).isEqualTo("gateway-1");
        assertThat(gateway.path("generation").asLong()).isEqualTo(1);
        assertThat(gateway.path("health").path(0).path("level").asText()).isEqualTo("error");
        assertThat(gateway.has("lastSeen")).isTrue();
        assertThat(check("gateway-1").path("level").asText()).isEqualTo("warn");
        assertThat(check("gateway-1").path("text").asText()).isEqualTo("the newest bundle is damaged");
    }

    @Test
    void reportOfAGatewayThatHasNoBundleYetIsTaken() throws Exception {
        assertThat(admin.gatewayPut(STATUS, "{\"gateway\":1,\"epoch\":0,\"generation\":0}")
                        .status())
                .isEqualTo(204);
        assertThat(admin.gatewayPut(STATUS, "{\"gateway\":1}").status()).isEqualTo(204);
        assertThat(check("gateway-1").path("text").asText()).isEqualTo("reports no problem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"gateway\":2}",
                "{\"gateway\":1,\"version\":\"a\\u0000\"}",
                "{\"gateway\":1,\"health\":[{\"level\":\"bad\",\"text\":\"x\"}]}",
                "{\"gateway\":1,\"health\":[{\"level\":\"ok\"}]}",
                "{\"gateway\":1,\"health\":[null]}",
                "{\"gateway\":1,\"epoch\":2147483649,\"generation\":1}",
            })
    void reportThatIsNoneIsRefused(String report) throws Exception {
        assertThat(admin.gatewayPut(STATUS, report).status()).isEqualTo(422);
    }

    @Test
    void healthAndMetersAreServedInTheClearOnLoopback() throws Exception {
        InetSocketAddress ops = admin.server().opsAddress();
        assertThat(ops.getAddress().isLoopbackAddress()).isTrue();
        URI root = URI.create("http://127.0.0.1:" + ops.getPort());
        Answer health =
                admin.sendAnyway(HttpRequest.newBuilder(root.resolve("/health")).GET());
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("checks").findValuesAsText("name")).contains("store", "publish", "gateway-1");
        Answer meters = admin.sendAnyway(
                HttpRequest.newBuilder(root.resolve("/metrics")).GET());
        assertThat(meters.text())
                .contains("schoolgate_admin_generation " + (double) position().generation());
    }

    private static JsonNode newEntry() throws Exception {
        return admin.post("/api/v1/lists/manager/entries", "{\"pattern\":\"a.example\",\"action\":\"block\"}")
                .json();
    }

    private static Generation position() throws Exception {
        return Manifest.parse(admin.send(admin.gateway(BUNDLE).GET()).bytes()).position();
    }

    private static int file(String sha256) throws Exception {
        return admin.sendAnyway(admin.gateway("/gateway/v1/files/" + sha256).GET())
                .status();
    }

    private static String live(Answer manifest) throws Exception {
        for (JsonNode file : manifest.json().path("files")) {
            if (file.path("role").asText().equals("live")) {
                return file.path("sha256").asText();
            }
        }
        throw new AssertionError("no live facts");
    }

    private static JsonNode check(String name) throws Exception {
        for (JsonNode check : admin.get("/api/v1/health").json().path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name);
    }
}
