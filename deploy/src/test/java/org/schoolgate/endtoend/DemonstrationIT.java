package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a network manager tries first, on one demonstration that goes on running. */
@Tag("slow")
final class DemonstrationIT {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);
    private static final int EDITS = 20;

    @TempDir
    private static Path folder;

    private static World world;
    private static Installation installation;

    @BeforeAll
    static void start() throws IOException {
        world = World.start();
        installation = world.install(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        installation.close();
        world.close();
    }

    @Test
    void sameSiteIsOpenOrClosedByRole() throws Exception {
        assertFilters();
    }

    @Test
    void whatWasBrowsedIsInTheAccessLogUnderTheReferenceThatWasShown() throws Exception {
        Admin admin = installation.admin();
        String shown;
        try (Browser pupil = installation.browser(4)) {
            shown = pupil.get(world.url("dating.example") + "profile").header("proxy-status");
        }
        JsonNode record = await().atMost(TEN_SECONDS)
                .until(
                        () -> admin.get("/api/v1/access-log?host=dating.example&role=ks4&decision=block")
                                .json()
                                .path("items")
                                .path(0),
                        JsonNode::isObject);
        assertThat(record.path("path").asText()).isEqualTo("/profile");
        assertThat(record.path("category").asText()).isEqualTo("dating");
        assertThat(record.path("status").asInt()).isEqualTo(403);
        assertThat(shown).contains("reference " + record.path("reference").asText());
        assertThat(admin.get("/api/v1/gateways").json().path("items"))
                .singleElement()
                .satisfies(gateway ->
                        assertThat(gateway.path("generation").asLong()).isPositive());
    }

    @Test
    void twentyEditsOfTwentyActWithinOneSecondOnAnOpenConnection() throws Exception {
        Admin admin = installation.admin();
        try (Browser browser = installation.browser(3)) {
            for (int i = 0; i < EDITS; i++) {
                String host = "h" + i + ".example.org";
                assertThat(browser.get(world.url(host)).status()).isEqualTo(200);

                String id = block(admin, host);
                assertThat(untilStatus(browser, host, 403)).isLessThan(Duration.ofSeconds(1));
                JsonNode explained = admin.get("/api/v1/explain?role=ks3&url=http://" + host + "/")
                        .json();
                assertThat(explained.path("decision").asText()).isEqualTo("block");
                assertThat(explained.path("step").asText()).isEqualTo("named");
                assertThat(explained.path("rule").asText()).contains(id);

                assertThat(admin.delete("/api/v1/lists/manager/entries/" + id).status())
                        .isEqualTo(204);
                assertThat(untilStatus(browser, host, 200)).isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void policyWithMistakesIsRefusedWithAllOfThemAndTheOldOneStays() throws Exception {
        Admin admin = installation.admin();
        String policy = admin.get("/api/v1/policy").body();
        String bad = policy.replace("- gambling\n", "- gamblng\n")
                .replace("roles: [ks4]}", "roles: [ks44]}")
                .replace("connect_ports:", "conect_ports:");

        Admin.Answer refusal = admin.put("/api/v1/policy", "application/yaml", BodyPublishers.ofString(bad));

        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.json().path("errors"))
                .extracting(error -> error.path("nearest").asText())
                .containsExactlyInAnyOrder("gambling", "ks4", "connect_ports");
        assertThat(admin.get("/api/v1/policy").body()).isEqualTo(policy);
        assertFilters();

        Path file = Files.writeString(folder.resolve("bad.yaml"), bad);
        assertRefused(command("policy", "check", file.toString()));
        assertRefused(publish(file));
    }

    @Test
    void goodPolicyActsWithoutARestart() throws Exception {
        String policy = installation.admin().get("/api/v1/policy").body();
        Path file = Files.writeString(
                folder.resolve("good.yaml"), policy + "  - {pattern: closed.test, action: block, note: closed}\n");
        try (RunningCommand compared = compare(file)) {
            assertThat(compared.awaitExit(TWENTY_SECONDS))
                    .as(compared.logged().toString())
                    .isZero();
            assertThat(compared.said()).anyMatch(line -> line.endsWith(": closed.test as listed -> block"));
        }
        try (Browser pupil = installation.browser(3);
                RunningCommand published = publish(file)) {
            assertThat(published.awaitExit(TWENTY_SECONDS))
                    .as(published.logged().toString())
                    .isZero();
            assertThat(untilStatus(pupil, "closed.test", 403)).isLessThan(TEN_SECONDS);
        }
    }

    @Test
    void publishedListActsWithoutARestart() throws Exception {
        Path list = Files.writeString(folder.resolve("casinos.txt"), "casino.test\n");
        try (Browser pupil = installation.browser(3);
                RunningCommand published = command(
                        "lists",
                        "publish",
                        "--data=" + folder.resolve("data"),
                        "--source=domains:" + list + "=gambling")) {
            assertThat(published.awaitExit(TWENTY_SECONDS))
                    .as(published.logged().toString())
                    .isZero();
            assertThat(published.said().get(1)).matches("casinos +1 +1 +0 +0 +0 +domains +gambling");
            assertThat(untilStatus(pupil, "www.casino.test", 403)).isLessThan(TEN_SECONDS);
        }
    }

    @Test
    void killedProcessesAreStartedAgainWithWhatTheyHad() throws Exception {
        block(installation.admin(), "kept.test");

        installation.kill("gateway");
        installation.run().awaitLogged("gateway ended (137), starting again");
        installation.run().awaitLogged("gateway serves again");
        assertFilters();

        installation.kill("admin");
        installation.run().awaitLogged("admin ended (137), starting again");
        installation.run().awaitLogged("admin serves again");
        assertThat(installation.admin().get("/api/v1/lists/manager/entries").body())
                .contains("kept.test");
        assertFilters();
        assertThat(installation.run().said()).as("the ready line").hasSize(1);
    }

    @Test
    void folderInUseOrOfTheOtherKindIsRefused() throws Exception {
        try (RunningCommand second = RunningCommand.start(world.installArguments(folder.resolve("data")));
                RunningCommand real = command("run", "--data=" + folder.resolve("data"))) {
            assertThat(second.awaitExit(TWENTY_SECONDS)).isEqualTo(1);
            assertThat(second.logged()).anyMatch(line -> line.contains("is in use by another schoolgate"));
            assertThat(real.awaitExit(TWENTY_SECONDS)).isEqualTo(1);
            assertThat(real.logged()).anyMatch(line -> line.contains("holds a demonstration"));
        }
    }

    /** Key stage 1 reaches what a teacher chose, key stage 3 also what no list knows, and nobody a gambling site. */
    private static void assertFilters() throws IOException {
        try (Browser small = installation.browser(1);
                Browser bigger = installation.browser(3);
                Browser staff = installation.browser(5)) {
            assertThat(small.get(world.url("reading-corner.example")).body()).isEqualTo(Origin.WORDS);
            assertThat(small.get(world.url("unlisted.test")).status()).isEqualTo(403);
            assertThat(bigger.get(world.url("unlisted.test")).body()).isEqualTo(Origin.WORDS);
            assertThat(bigger.get(world.url("gambling.example")).status()).isEqualTo(403);
            assertThat(staff.get(world.url("gambling.example")).status()).isEqualTo(403);
        }
    }

    /** Returns the id of the entry. */
    private static String block(Admin admin, String host) throws IOException, InterruptedException {
        String entry = "{\"pattern\":\"" + host + "\",\"action\":\"block\",\"note\":\"closed\"}";
        return admin.post("/api/v1/lists/manager/entries", entry)
                .json()
                .path("id")
                .asText();
    }

    /** How long it takes until the site is answered with that status, on this one connection. */
    private static Duration untilStatus(Browser browser, String host, int status) {
        long begun = System.nanoTime();
        await(host)
                .atMost(TWENTY_SECONDS)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> browser.get(world.url(host)).status() == status);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static RunningCommand publish(Path policy) throws IOException {
        return command(
                "policy",
                "publish",
                "--admin=" + installation.run().fact("admin"),
                "--data=" + folder.resolve("data"),
                policy.toString());
    }

    private static RunningCommand compare(Path policy) throws IOException {
        return command(
                "policy",
                "diff",
                "--published",
                "--admin=" + installation.run().fact("admin"),
                "--data=" + folder.resolve("data"),
                policy.toString());
    }

    private static RunningCommand command(String... arguments) throws IOException {
        return RunningCommand.start(List.of(arguments));
    }

    private static void assertRefused(RunningCommand command) throws InterruptedException {
        try (command) {
            assertThat(command.awaitExit(TWENTY_SECONDS)).isEqualTo(1);
            for (String nearest : List.of("gambling", "ks4", "connect_ports")) {
                assertThat(command.logged())
                        .anyMatch(line -> line.matches(".*\\.yaml:\\d+:\\d+: .*did you mean \"" + nearest + "\"\\?"));
            }
        }
    }
}
