package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.schoolgate.admin.store.Postgres;

/** A server whose store is a database of PostgreSQL, which may be away, fall silent, or be opened by another. */
@Execution(ExecutionMode.CONCURRENT)
final class OnPostgresTest {
    private static final String ENTRIES = "/api/v1/lists/manager/entries";
    private static final String INCIDENTS = "/gateway/v1/suspected-incidents";
    private static final String REPORT = "{\"gateway\":1,\"epoch\":1,\"generation\":1}";

    @TempDir
    private Path folder;

    private Postgres server;
    private String database;

    @BeforeEach
    void makeDatabase() throws Exception {
        server = Postgres.shared();
        database = server.newDatabase();
    }

    @Test
    void everythingIsThereAfterARestartAndNoFileOfAStoreIsMade() throws Exception {
        String token;
        try (RunningAdmin admin = start(database)) {
            token = admin.adminToken();
            assertThat(block(admin, "a.example").status()).isEqualTo(201);
            admin.put(
                    "/api/v1/lists/sources/own?format=domains&category=adult", "application/octet-stream", "b.example");
            admin.gatewayPut("/gateway/v1/status", REPORT);
        }
        try (RunningAdmin admin = start(database)) {
            assertThat(admin.adminToken()).isEqualTo(token);
            assertThat(generation(admin)).isEqualTo(3);
            assertThat(explain(admin, "a.example").path("step").asText()).isEqualTo("named");
            assertThat(explain(admin, "b.example").path("category").asText()).isEqualTo("adult");
            assertThat(admin.get("/api/v1/gateways").json().path("items")).hasSize(1);
            assertThat(admin.get("/api/v1/health").json().path("checks").toString())
                    .contains("{\"name\":\"store\",\"level\":\"ok\",\"text\":\"can be written\"}");
            assertThat(block(admin, "c.example").json().path("generation").asLong())
                    .isEqualTo(4);
        }
        assertThat(folder.resolve("admin").resolve("admin.db")).doesNotExist();
    }

    @Test
    void databaseThatIsAwayAtTheStartKeepsTheServerFromStartingAndIsNamed() throws Exception {
        try (Relay nobody = Relay.to(1)) {
            String url = url(nobody);
            assertThatThrownBy(() -> start(url))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the database " + url.replaceFirst("\\?.*", "") + " cannot be used: ");
        }
        start(database).close();
    }

    @Test
    void wrongPasswordIsSaidAndNeverShown() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "schoolgate:hunter2");
        Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> RunningAdmin.start(RunningAdmin.config(folder, List.of(), database, wrong)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("password authentication failed for user \"schoolgate\"")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void serverInTheClearIsRefusedUnlessTheUrlTakesIt() throws Exception {
        String url = database.replaceFirst("\\?.*", "");

        assertThatThrownBy(() -> start(url)).isInstanceOf(IOException.class).hasMessageContaining("SSL");
    }

    @Test
    void whileTheDatabaseIsAwayGatewaysAreServedAndAllElseIsRefusedUntilItIsBack() throws Exception {
        try (Postgres own = Postgres.start();
                RunningAdmin admin = RunningAdmin.start(
                        RunningAdmin.config(folder, List.of(), own.newDatabase(), own.credentials()))) {
            own.stop();

            assertThat(generation(admin)).isEqualTo(1);
            Answer refused = block(admin, "a.example");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("detail").asText()).isEqualTo("the store does not answer");
            assertThat(admin.get(ENTRIES).status()).isEqualTo(503);
            assertThat(admin.gatewayPut("/gateway/v1/status", REPORT).status()).isEqualTo(503);
            assertThat(admin.gatewayPost(INCIDENTS, IncidentsTest.batchOfOne()).status())
                    .isEqualTo(503);
            Answer health = admin.get("/api/v1/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.text()).contains("cannot be written: the database does not answer in time");

            own.resume();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> admin.get("/api/v1/health").status() == 200);
            assertThat(admin.get(ENTRIES).json().path("items")).isEmpty();
            assertThat(block(admin, "a.example").json().path("generation").asLong())
                    .isEqualTo(2);
            assertThat(admin.gatewayPost(INCIDENTS, IncidentsTest.batchOfOne()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void databaseThatFallsSilentHoldsNobodyUpForLong() throws Exception {
        try (Relay relay = Relay.to(server.port());
                RunningAdmin admin = start(url(relay))) {
            relay.fallSilent();

            assertThat(block(admin, "a.example").status()).isEqualTo(503);
        }
    }

    @Test
    void changeThatWasMadeAlthoughTheAnswerToItsCommitWasLostIsPublishedAllTheSame() throws Exception {
        try (Relay relay = Relay.to(server.port());
                RunningAdmin admin = start(url(relay))) {
            relay.loseAnswer("COMMIT");
            String upload = "/api/v1/lists/sources/own?format=domains&category=adult";
            assertThat(admin.put(upload, "application/octet-stream", "b.example")
                            .status())
                    .isEqualTo(503);

            await().until(() -> generation(admin) == 2);
            assertThat(explain(admin, "b.example").path("category").asText()).isEqualTo("adult");
            assertThat(block(admin, "a.example").json().path("generation").asLong())
                    .isEqualTo(3);
            assertThat(explain(admin, "b.example").path("category").asText()).isEqualTo("adult");
        }
    }

    @Test
    void changeWhoseTransactionEndedWithItsConnectionIsNotMade() throws Exception {
        try (Relay relay = Relay.to(server.port());
                RunningAdmin admin = start(url(relay))) {
            relay.loseAnswer("INSERT");
            assertThat(block(admin, "a.example").status()).isEqualTo(503);

            assertThat(admin.get(ENTRIES).json().path("items")).isEmpty();
            assertThat(block(admin, "a.example").json().path("generation").asLong())
                    .isEqualTo(2);
        }
    }

    @Test
    void databaseIsWrittenByTheServerAloneThatOpenedItLast() throws Exception {
        try (RunningAdmin first = start(database);
                RunningAdmin second = RunningAdmin.start(RunningAdmin.config(
                        Files.createDirectory(folder.resolve("second")), List.of(), database, server.credentials()))) {
            assertThat(block(first, "a.example").status()).isEqualTo(500);
            assertThat(first.get("/api/v1/health").text())
                    .contains("cannot be written: another admin process has opened the same database since");
            assertThat(block(second, "b.example").status()).isEqualTo(201);
        }
    }

    private RunningAdmin start(String url) throws Exception {
        return RunningAdmin.start(RunningAdmin.config(folder, List.of(), url, server.credentials()));
    }

    private String url(Relay relay) {
        return database.replace(":" + server.port() + "/", ":" + relay.port() + "/");
    }

    private static Answer block(RunningAdmin admin, String host) throws Exception {
        return admin.post(ENTRIES, "{\"pattern\":\"" + host + "\",\"action\":\"block\"}");
    }

    private static long generation(RunningAdmin admin) throws Exception {
        HttpRequest.Builder newest = admin.gateway("/gateway/v1/bundle").GET();
        return admin.send(newest).json().path("generation").asLong();
    }

    private static JsonNode explain(RunningAdmin admin, String url) throws Exception {
        return admin.get("/api/v1/explain?role=ks3&url=" + url).json();
    }
}
