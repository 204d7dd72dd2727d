package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.locked.LockedLists;
import org.schoolgate.rules.locked.LockedSelfTest;

final class LockedSlotTest {
    private static final String SLOT = "/api/v1/lists/locked";

    @TempDir
    private Path folder;

    private RunningAdmin admin;

    @BeforeEach
    void start() throws Exception {
        admin = RunningAdmin.start(folder);
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void slotIsEmptyAtFirst() throws Exception {
        JsonNode slot = admin.get(SLOT).json();
        assertThat(slot.path("armed").asBoolean()).isFalse();
        assertThat(slot.path("record")).isEmpty();
        assertThat(health("locked-list")).isEqualTo("ok: not armed");
    }

    @Test
    void listArmsTheSlotAndBlocksAndIsRecorded() throws Exception {
        Answer answer = lock("Network manager", "bad.example", "pages.example/x");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("armed").asBoolean()).isTrue();
        assertThat(answer.json().path("names").asInt()).isEqualTo(1);
        assertThat(answer.json().path("pages").asInt()).isEqualTo(1);
        JsonNode row = answer.json().path("record").path(0);
        assertThat(row.path("by").asText()).isEqualTo("Network manager");
        assertThat(row.path("at").asText()).isNotEmpty();
        assertThat(row.path("number").asInt()).isEqualTo(1);
        assertThat(explain("http://www.bad.example/x").path("step").asText()).isEqualTo("locked");
        assertThat(health("locked-list")).isEqualTo("ok: armed, 1 hosts and 1 pages, self-test passed");
        assertThat(explain("http://" + LockedSelfTest.HOST + "/").path("rule").asText())
                .startsWith("locked-self-test/");
    }

    @Test
    void explanationHasTheIdAndNotTheAddress() throws Exception {
        lock("A", "bad.example");
        Answer answer = admin.get("/api/v1/explain?role=staff&url=http://www.bad.example/x");
        assertThat(answer.json().path("rule").asText()).startsWith("locked/L-");
        assertThat(answer.json().toString()).doesNotContain("bad.example");
    }

    @Test
    void newerListReplacesTheOldOneAndTheRecordGrows() throws Exception {
        lock("A", "bad.example");
        Answer answer = lock("B", "worse.example", "worst.example");
        assertThat(answer.json().path("record").findValuesAsText("by")).containsExactly("A", "B");
        assertThat(answer.json().path("record").findValuesAsText("names")).containsExactly("1", "2");
        assertThat(explain("bad.example").path("step").asText()).isNotEqualTo("locked");
        assertThat(explain("worse.example").path("step").asText()).isEqualTo("locked");
    }

    @Test
    void listThatLostMostOfItsEntriesIsRefusedUnlessForced() throws Exception {
        lock("A", "a.example", "b.example", "c.example");
        Answer refused = lock("A", "a.example");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("detail").asText())
                .isEqualTo("the list has 1 entries and had 3 before; force=true accepts it");
        assertThat(explain("c.example").path("step").asText()).isEqualTo("locked");
        assertThat(put("by=A&force=true", LockedLists.file("a.example")).status())
                .isEqualTo(200);
    }

    @Test
    void listThatIsHalvedAgainAndAgainIsMeasuredByTheLargest() throws Exception {
        lock("A", "a.example", "b.example", "c.example", "d.example");
        assertThat(lock("A", "a.example", "b.example").status()).isEqualTo(200);
        assertThat(lock("A", "a.example").status()).isEqualTo(422);
    }

    @Test
    void listWithNothingButItsSelfTestIsRefusedAlsoAsTheFirstAndByForce() throws Exception {
        assertThat(lock("A").status()).isEqualTo(422);
        assertThat(put("by=A&force=true", LockedLists.file()).status()).isEqualTo(422);
        assertThat(admin.get(SLOT).json().path("armed").asBoolean()).isFalse();
    }

    @Test
    void nothingTakesTheListOut() throws Exception {
        lock("A", "bad.example");
        assertThat(admin.sendAnyway(admin.admin(SLOT).DELETE()).status()).isEqualTo(405);
        assertThat(admin.send(admin.admin("/api/v1/lists/sources/locked").DELETE())
                        .status())
                .isEqualTo(404);
        admin.post("/api/v1/lists/manager/entries", "{\"pattern\":\"bad.example\",\"action\":\"allow\"}");
        admin.put("/api/v1/policy", "application/yaml", RunningAdmin.text("policy.yaml"));
        assertThat(explain("bad.example").path("step").asText()).isEqualTo("locked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by=", "by=A%0AB", "by=A&force=perhaps", "by=A&disarm=true"})
    void requestWithoutANameOrWithWhatIsUnknownIsRefused(String query) throws Exception {
        Answer answer = admin.sendAnyway(
                admin.admin(SLOT + "?" + query).PUT(BodyPublishers.ofByteArray(LockedLists.file("bad.example"))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(admin.get(SLOT).json().path("armed").asBoolean()).isFalse();
    }

    @Test
    void listOfNamesAndDamagedFileAreRefused() throws Exception {
        assertThat(put("by=A", "bad.example\n".getBytes(StandardCharsets.US_ASCII))
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("locked list: not the file of one; schoolgate lists lock makes one");
        byte[] damaged = LockedLists.file("bad.example");
        damaged[100] ^= 1;
        assertThat(put("by=A", damaged).status()).isEqualTo(422);
        assertThat(admin.get(SLOT).json().path("armed").asBoolean()).isFalse();
    }

    @Test
    void slotStaysArmedOverARestartAndTheLossOfAllBundles() throws Exception {
        lock("A", "bad.example");
        restart();
        assertThat(explain("bad.example").path("step").asText()).isEqualTo("locked");
        deleteAll("bundles");
        assertThat(explain("bad.example").path("step").asText()).isEqualTo("locked");
        assertThat(admin.get(SLOT).json().path("record")).hasSize(1);
    }

    @Test
    void listThatIsLostClosesAllButTheHelpSetUntilItIsBack() throws Exception {
        lock("A", "bad.example");
        Path list = lockedFiles().get(0);
        byte[] content = Files.readAllBytes(list);
        Files.delete(list);
        deleteAll("bundles");
        assertThat(explain("good.example").path("rule").asText()).isEqualTo("locked_list_missing");
        assertThat(health("locked-list"))
                .isEqualTo("error: armed, and its list is missing: gateways are closed but for the help set");
        Files.write(list, content);
        restart();
        assertThat(explain("good.example").path("rule").asText()).isNotEqualTo("locked_list_missing");
        assertThat(explain("bad.example").path("step").asText()).isEqualTo("locked");
    }

    @Test
    void editLinksTheListThatThereIs() throws Exception {
        lock("A", "bad.example");
        admin.post("/api/v1/lists/manager/entries", "{\"pattern\":\"h0.example\",\"action\":\"block\"}");
        assertThat(explain("bad.example").path("step").asText()).isEqualTo("locked");
        assertThat(explain("h0.example").path("step").asText()).isEqualTo("named");
    }

    private Answer lock(String by, String... entries) throws Exception {
        return put("by=" + by.replace(" ", "%20"), LockedLists.file(entries));
    }

    private Answer put(String query, byte[] content) throws Exception {
        return admin.send(admin.admin(SLOT + "?" + query)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content)));
    }

    private JsonNode explain(String url) throws Exception {
        return admin.get("/api/v1/explain?role=staff&url=" + url).json();
    }

    private String health(String check) throws Exception {
        for (JsonNode each : admin.get("/api/v1/health").json().path("checks")) {
            if (each.path("name").asText().equals(check)) {
                return each.path("level").asText() + ": " + each.path("text").asText();
            }
        }
        throw new AssertionError("no check " + check);
    }

    private void restart() throws Exception {
        admin.close();
        admin = RunningAdmin.start(folder);
    }

    private List<Path> lockedFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("admin/locked"))) {
            return files.toList();
        }
    }

    /** While the server is stopped. */
    private void deleteAll(String name) throws Exception {
        admin.close();
        try (Stream<Path> files = Files.walk(folder.resolve("admin").resolve(name))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        admin = RunningAdmin.start(folder);
    }
}
