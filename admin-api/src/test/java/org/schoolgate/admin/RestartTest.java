package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;

/** What a server finds of what one before it has left, in whatever state. */
@Execution(ExecutionMode.CONCURRENT)
final class RestartTest {
    private static final String ENTRIES = "/api/v1/lists/manager/entries";
    private static final String ENTRY = "{\"pattern\":\"a.example\",\"action\":\"block\"}";

    @TempDir
    private Path folder;

    @Test
    void firstStartPublishesPolicyAndSourcesAsGenerationOne() throws Exception {
        Path list = Files.writeString(folder.resolve("adult.txt"), "adult.example\n");
        ListSource source = new ListSource("own", ListFormat.DOMAINS, list, Optional.of(new Category("adult")));
        try (RunningAdmin admin = RunningAdmin.start(RunningAdmin.config(folder, List.of(source)))) {
            JsonNode why = explain(admin, "www.adult.example");
            assertThat(why.path("category").asText()).isEqualTo("adult");
            assertThat(why.path("generation").asLong()).isEqualTo(1);
            assertThat(admin.get("/api/v1/policy").header("etag")).isEqualTo("\"1\"");
            assertThat(admin.get("/api/v1/health").json().path("checks").findValuesAsText("name"))
                    .doesNotContain("required-categories");
        }
    }

    @Test
    void portThatIsTakenIsNamedWithWhatItIsFor() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AdminConfig config = RunningAdmin.config(folder, List.of());
            AdminConfig onTaken = new AdminConfig(
                    config.dataFolder(),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()),
                    config.opsPort(),
                    config.hostNames(),
                    config.sites(),
                    config.suffixList(),
                    config.firstPolicy(),
                    config.firstSources(),
                    config.accessFolder(),
                    config.database(),
                    config.databaseCredentials(),
                    config.localGateway(),
                    config.peopleImport(),
                    config.clock());
            assertThatThrownBy(() -> AdminServer.start(onTaken))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + " (REST API): ")
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void everythingIsThereAfterARestart() throws Exception {
        String token;
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            token = admin.adminToken();
            admin.post(ENTRIES, ENTRY);
            admin.put(
                    "/api/v1/lists/sources/own?format=domains&category=adult", "application/octet-stream", "b.example");
        }
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(admin.adminToken()).isEqualTo(token);
            assertThat(position(admin)).isEqualTo("1.3");
            assertThat(explain(admin, "a.example").path("step").asText()).isEqualTo("named");
            assertThat(explain(admin, "b.example").path("category").asText()).isEqualTo("adult");
            assertThat(admin.post(ENTRIES, ENTRY).json().path("generation").asLong())
                    .isEqualTo(4);
        }
    }

    @Test
    void stopEndsTheWaitOfGateways() throws Exception {
        RunningAdmin admin = RunningAdmin.start(folder);
        CompletableFuture<Answer> waiting = admin.sendAndLetWait(
                admin.gateway("/gateway/v1/bundle?after=1.1").GET());
        admin.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS).status()).isEqualTo(204);
    }

    @Test
    void gatewayThatHasNeverReportedIsShownByHealth() throws Exception {
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(admin.get("/api/v1/health").text()).contains("has never reported");
        }
    }

    @Test
    void changeThatCannotBePublishedIsNotMadeAndHealthSaysSoUntilOneCan() throws Exception {
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            Path aside = Files.move(bundles(), folder.resolve("aside"));
            Files.writeString(bundles(), "in the way");
            assertThat(admin.post(ENTRIES, ENTRY).status()).isEqualTo(500);
            assertThat(admin.get(ENTRIES).json().path("items")).isEmpty();
            assertThat(admin.get("/api/v1/health").status()).isEqualTo(503);
            Files.delete(bundles());
            Files.move(aside, bundles());
            assertThat(admin.post(ENTRIES, ENTRY).json().path("generation").asLong())
                    .isEqualTo(2);
            assertThat(admin.get("/api/v1/health").status()).isEqualTo(200);
        }
    }

    @Test
    void secretsAreForTheirOwnerAlone() throws Exception {
        RunningAdmin.start(folder).close();
        Path keys = folder.resolve("admin").resolve("keys");
        for (Path secret : List.of(
                folder.resolve("admin-token"),
                folder.resolve("gateway").resolve("enrolment.json"),
                keys.resolve("ca.key"),
                keys.resolve("server.key"),
                keys.resolve("bundle-signer.pem"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .as(secret.toString())
                    .isEqualTo("rw-------");
        }
        String store = Files.readString(folder.resolve("admin").resolve("admin.db"), StandardCharsets.ISO_8859_1);
        assertThat(store.contains(
                        Files.readString(folder.resolve("admin-token")).strip()))
                .as("the store has the token, not only its hash")
                .isFalse();
    }

    @Test
    void secondServerOnTheSameFolderIsRefused() throws Exception {
        try (RunningAdmin first = RunningAdmin.start(folder)) {
            assertThatThrownBy(() -> RunningAdmin.start(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another admin process");
            assertThat(first.get(ENTRIES).status()).isEqualTo(200);
        }
    }

    @Test
    void lostTokenFileIsReplacedAndItsTokenEnds() throws Exception {
        String old;
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            old = admin.adminToken();
        }
        Files.delete(folder.resolve("admin-token"));
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(admin.get(ENTRIES).status()).isEqualTo(200);
            HttpRequest.Builder request = admin.request(ENTRIES).header("Authorization", "Bearer " + old);
            assertThat(admin.send(request.GET()).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void newGatewayIsEnrolledInThePlaceOfOneWhoseEnrolmentIsLostOrDamaged(boolean lost) throws Exception {
        Path file = folder.resolve("gateway").resolve("enrolment.json");
        Enrolled old;
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            old = admin.enrolled();
        }
        Files.delete(file);
        if (!lost) {
            Files.writeString(file, "{\"gateway\":1,");
        }
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(admin.enrolled().gateway()).isEqualTo(2);
            assertThat(admin.enrolled().name()).isEqualTo("gateway-2");
            assertThat(admin.get("/api/v1/gateways").json().path("items").findValuesAsText("name"))
                    .containsExactly("gateway-1", "gateway-2");
            assertThat(admin.get("/api/v1/health").json().path("checks").findValuesAsText("name"))
                    .as("does not wait for reports of the old one")
                    .contains("gateway-2")
                    .doesNotContain("gateway-1");
            assertThat(admin.send(admin.gateway("/gateway/v1/bundle").GET()).status())
                    .isEqualTo(200);
            HttpRequest.Builder request =
                    admin.request("/gateway/v1/bundle").header("Authorization", "Bearer " + old.token());
            assertThat(admin.send(request.GET()).status()).isEqualTo(401);
        }
    }

    @Test
    void goodEnrolmentKeepsItsToken() throws Exception {
        Enrolled old;
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            old = admin.enrolled();
        }
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(admin.enrolled().token()).isEqualTo(old.token());
            assertThat(admin.enrolled().admin()).isEqualTo(admin.uri("").toString());
        }
    }

    @Test
    void bundleThatACrashKeptFromBeingCommittedIsRemoved() throws Exception {
        RunningAdmin.start(folder).close();
        copy(bundle("1.1"), bundle("1.2.part"));
        copy(bundle("1.1"), bundle("1.2.part.new"));
        Files.writeString(Files.createDirectories(lists().resolve("abandoned")).resolve("own"), "half an upload");
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(position(admin)).isEqualTo("1.1");
            assertThat(names(bundles())).containsExactly("1.1");
            assertThat(names(lists())).isEmpty();
        }
    }

    @Test
    void bundleThatWasCommittedIsPublishedAlthoughACrashKeptItFromItsName() throws Exception {
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            admin.post(ENTRIES, ENTRY);
        }
        Files.move(bundle("1.2"), bundle("1.2.part"));
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(position(admin)).isEqualTo("1.2");
            assertThat(explain(admin, "a.example").path("step").asText()).isEqualTo("named");
        }
    }

    @Test
    void damagedBundleIsMadeAnewFromTheStore() throws Exception {
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            admin.put(
                    "/api/v1/lists/sources/own?format=domains&category=adult", "application/octet-stream", "b.example");
        }
        Files.writeString(bundle("1.2").resolve("manifest.sig"), "x");
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(position(admin)).isEqualTo("1.3");
            assertThat(explain(admin, "b.example").path("category").asText()).isEqualTo("adult");
        }
    }

    @Test
    void otherSiteSetsArePublishedAtTheStart() throws Exception {
        RunningAdmin.start(folder).close();
        AdminConfig config = RunningAdmin.config(folder, List.of());
        AdminConfig upgraded = new AdminConfig(
                folder,
                config.address(),
                config.opsPort(),
                config.hostNames(),
                config.sites().replace("helpline.example", "otherline.example"),
                config.suffixList(),
                config.firstPolicy(),
                config.firstSources(),
                config.accessFolder(),
                null,
                null,
                config.localGateway(),
                config.peopleImport(),
                config.clock());
        try (RunningAdmin admin = RunningAdmin.start(upgraded)) {
            assertThat(position(admin)).isEqualTo("1.2");
            assertThat(explain(admin, "otherline.example").path("step").asText())
                    .isEqualTo("help");
        }
    }

    @Test
    void firstPolicyWithMistakesKeepsTheServerFromStartingAndLeavesNothingPublished() throws Exception {
        AdminConfig config = RunningAdmin.config(folder, List.of());
        AdminConfig mistaken = new AdminConfig(
                folder,
                config.address(),
                config.opsPort(),
                config.hostNames(),
                config.sites(),
                config.suffixList(),
                "format: 1\n",
                config.firstSources(),
                config.accessFolder(),
                null,
                null,
                config.localGateway(),
                config.peopleImport(),
                config.clock());
        assertThatThrownBy(() -> RunningAdmin.start(mistaken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no \"school\"");
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(position(admin)).isEqualTo("1.1");
        }
    }

    @Test
    void storeThatIsOlderThanItsBundlesBeginsANewEpoch() throws Exception {
        RunningAdmin.start(folder).close();
        Path store = folder.resolve("admin").resolve("admin.db");
        Path backup = Files.copy(store, folder.resolve("backup.db"));
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            admin.post(ENTRIES, ENTRY);
        }
        Files.copy(backup, store, StandardCopyOption.REPLACE_EXISTING);
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(position(admin)).isEqualTo("2.1");
            assertThat(explain(admin, "a.example").path("step").asText()).isNotEqualTo("named");
            assertThat(admin.post(ENTRIES, ENTRY).json().path("generation").asLong())
                    .isEqualTo(2);
        }
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(position(admin)).isEqualTo("2.2");
        }
    }

    @Test
    void storeWithoutItsBundlesBeginsANewEpoch() throws Exception {
        RunningAdmin.start(folder).close();
        Files.move(bundles(), folder.resolve("elsewhere"));
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(position(admin)).isEqualTo("2.1");
        }
    }

    @Test
    void gatewayThatIsBeyondARestoredFolderIsGivenTheSameInANewEpoch() throws Exception {
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            admin.post(ENTRIES, ENTRY);
            Answer answer =
                    admin.send(admin.gateway("/gateway/v1/bundle?after=1.50").GET());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(position(answer)).isEqualTo("2.1");
            assertThat(explain(admin, "a.example").path("step").asText()).isEqualTo("named");
        }
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            assertThat(admin.post(ENTRIES, ENTRY).json().path("generation").asLong())
                    .isEqualTo(2);
        }
    }

    @Test
    void reportOfAGatewayThatIsBeyondARestoredFolderBeginsANewEpochOnce() throws Exception {
        try (RunningAdmin admin = RunningAdmin.start(folder)) {
            String report = "{\"gateway\":1,\"epoch\":4,\"generation\":2}";
            admin.gatewayPut("/gateway/v1/status", report);
            admin.gatewayPut("/gateway/v1/status", report);
            Answer answer =
                    admin.send(admin.gateway("/gateway/v1/bundle?after=4.2").GET());
            assertThat(position(answer)).isEqualTo("5.1");
            assertThat(position(admin)).isEqualTo("5.1");
        }
    }

    private Path bundles() {
        return folder.resolve("admin").resolve("bundles");
    }

    private Path bundle(String name) {
        return bundles().resolve(name);
    }

    private Path lists() {
        return folder.resolve("admin").resolve("lists");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static String position(RunningAdmin admin) throws Exception {
        return position(admin.send(admin.gateway("/gateway/v1/bundle").GET()));
    }

    private static String position(Answer answer) throws IOException {
        JsonNode manifest = answer.json();
        return manifest.path("epoch").asLong() + "."
                + manifest.path("generation").asLong();
    }

    private static JsonNode explain(RunningAdmin admin, String url) throws Exception {
        return admin.get("/api/v1/explain?role=ks3&url=" + url).json();
    }
}
