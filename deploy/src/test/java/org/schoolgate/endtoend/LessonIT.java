package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A teacher opens something for a lesson, on a gateway and an admin process as a school has them. */
@Tag("slow")
final class LessonIT {
    private static final int GRANTS = 20;
    private static final String SITE = "games.example";
    private static final ZoneId SCHOOL = ZoneId.of("Europe/London");
    /** Two processes, and one of them once more. */
    private static final Duration TO_START_AGAIN = Duration.ofSeconds(60);

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @TempDir
    private Path data;

    private World world;

    @BeforeEach
    void start() throws IOException {
        world = World.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void twentyGrantsOfTwentyActWithinOneSecondAndEndAsSoonAsTheTeacherEndsThem() throws Exception {
        try (Installation installation = world.install(data);
                Browser pupil = installation.browser(3);
                Browser other = installation.browser(4)) {
            publish(installation.admin(), ZonedDateTime.now(SCHOOL).plusHours(1));
            for (int i = 0; i < GRANTS; i++) {
                assertThat(pupil.get(world.url(SITE)).status()).isEqualTo(403);

                long begun = System.nanoTime();
                JsonNode grant = grant(
                        installation.admin(), Instant.now().plusSeconds(600).toString());
                assertThat(untilStatus(pupil, 200, begun)).isLessThan(Duration.ofSeconds(1));
                assertThat(other.get(world.url(SITE)).status())
                        .as("another room")
                        .isEqualTo(403);

                begun = System.nanoTime();
                String route = "/api/v1/grants/" + grant.path("id").asText() + "?by=t.reed";
                assertThat(installation.admin().delete(route).status()).isEqualTo(204);
                assertThat(untilStatus(pupil, 403, begun)).isLessThan(Duration.ofSeconds(1));
            }
            assertThat(installation.admin().get("/api/v1/grants").json().path("items"))
                    .hasSize(GRANTS)
                    .allMatch(kept -> kept.path("endedBy").asText().equals("t.reed"));
        }
    }

    @Test
    void grantOutlivesARestartOfBothAndEndsAtTheBellWhileTheAdminProcessIsDead() throws Exception {
        ZonedDateTime bell;
        try (Installation installation = world.install(data)) {
            bell = ZonedDateTime.now(SCHOOL)
                    .plusSeconds(TO_START_AGAIN.toSeconds())
                    .truncatedTo(ChronoUnit.MINUTES)
                    .plusMinutes(1);
            publish(installation.admin(), bell);
            JsonNode grant = grant(installation.admin(), "bell");
            assertThat(Instant.parse(grant.path("until").asText())).isEqualTo(bell.toInstant());
            try (Browser pupil = installation.browser(3)) {
                untilStatus(pupil, 200, System.nanoTime());
            }
            installation.kill("admin");
            installation.run().awaitLogged("admin serves again");
            assertThat(installation
                            .admin()
                            .get("/api/v1/grants?open=true")
                            .json()
                            .path("items"))
                    .hasSize(1);
            assertThat(installation.run().terminate(TEN_SECONDS)).isZero();
        }
        try (RunningCommand alone = world.gatewayAlone(data);
                Browser pupil = Browser.open("127.0.3.1", alone.address("proxy"))) {
            assertThat(Instant.now()).as("the start took long").isBefore(bell.toInstant());
            assertThat(pupil.get(world.url(SITE)).status()).isEqualTo(200);
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> pupil.get(world.url(SITE)).status() == 403);
            assertThat(Instant.now())
                    .isBetween(bell.toInstant(), bell.toInstant().plusSeconds(3));
        }
    }

    /** The demonstration's policy, with one lesson a day, which ends at that time. */
    private static void publish(Admin admin, ZonedDateTime bell) throws Exception {
        String end = bell.toLocalTime().toSecondOfDay() == 0
                ? "24:00"
                : bell.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString();
        String policy = admin.get("/api/v1/policy")
                .body()
                .replaceAll("(?m)^ +- \\{name: \\d+, from: .*\\n", "")
                .replace("each_hour:\n", "each_hour: [{name: 1, from: \"00:00\", to: \"" + end + "\"}]\n");
        Admin.Answer answer = admin.put("/api/v1/policy", "application/yaml", BodyPublishers.ofString(policy));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode grant(Admin admin, String until) throws Exception {
        Admin.Answer answer = admin.post("/api/v1/grants", """
                {"by": "t.reed", "room": "demo-ks3", "category": "games", "activity": "Chess", "until": "%s"}
                """.formatted(until));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    /** How long after that it took until the site is answered with that status, on this one connection. */
    private Duration untilStatus(Browser browser, int status, long begun) {
        await().atMost(TEN_SECONDS)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> browser.get(world.url(SITE)).status() == status);
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
