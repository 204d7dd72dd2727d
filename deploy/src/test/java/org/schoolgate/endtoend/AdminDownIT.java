package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is alone: it serves from its own disk, from an older bundle when the newest is damaged, else nothing. */
@Tag("slow")
final class AdminDownIT {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @TempDir
    private Path data;

    @Test
    void browsingGoesOnADamagedBundleGivesWayToTheOneBeforeAndWithNoneAllIsClosed() throws Exception {
        try (World world = World.start()) {
            try (Installation installation = world.install(data);
                    Browser pupil = installation.browser(3)) {
                blockAndAwait(installation.admin(), pupil, world, "first.test");
                blockAndAwait(installation.admin(), pupil, world, "second.test");
                assertThat(installation.run().terminate(TEN_SECONDS)).isZero();
            }

            try (RunningCommand alone = world.gatewayAlone(data)) {
                assertThat(status(alone, world.url("unlisted.test"))).isEqualTo(200);
                assertThat(status(alone, world.url("gambling.example"))).isEqualTo(403);
                assertThat(status(alone, world.url("second.test"))).isEqualTo(403);
                assertThat(alone.terminate(TEN_SECONDS)).isZero();
            }

            List<Path> bundles = bundles();
            damage(bundles.get(bundles.size() - 1));
            try (RunningCommand alone = world.gatewayAlone(data)) {
                assertThat(status(alone, world.url("gambling.example"))).isEqualTo(403);
                assertThat(status(alone, world.url("first.test"))).isEqualTo(403);
                assertThat(status(alone, world.url("second.test")))
                        .as("only the damaged bundle blocked it")
                        .isEqualTo(200);
                assertThat(bundleHealth(alone)).startsWith("warn: generation").contains("refused", "serving");
            }

            for (Path bundle : bundles()) {
                damage(bundle);
            }
            try (RunningCommand alone = world.gatewayAlone(data)) {
                assertThat(status(alone, world.url("unlisted.test"))).isEqualTo(503);
                assertThat(bundleHealth(alone)).startsWith("error: ");
            }
        }
    }

    private static void blockAndAwait(Admin admin, Browser browser, World world, String host) throws Exception {
        String entry = "{\"pattern\":\"" + host + "\",\"action\":\"block\",\"note\":\"closed\"}";
        assertThat(admin.post("/api/v1/lists/manager/entries", entry).status()).isEqualTo(201);
        await(host).atMost(TEN_SECONDS).until(() -> browser.get(world.url(host)).status() == 403);
    }

    /** What a pupil of key stage 3 gets. */
    private static int status(RunningCommand gateway, String url) throws IOException {
        try (Browser pupil = Browser.open("127.0.3.1", gateway.address("proxy"))) {
            return pupil.get(url).status();
        }
    }

    private static void damage(Path bundle) throws IOException {
        Path manifest = bundle.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"size\":", "\"size\":1"));
    }

    /** Oldest first; all of them are of the first epoch. */
    private List<Path> bundles() throws IOException {
        try (Stream<Path> found = Files.list(data.resolve("gateway/bundles"))) {
            return found.filter(path -> path.getFileName().toString().matches("1\\.\\d+"))
                    .sorted(Comparator.comparingLong(
                            path -> Long.parseLong(path.getFileName().toString().substring(2))))
                    .toList();
        }
    }

    private static String bundleHealth(RunningCommand gateway) throws Exception {
        String body = new Ops(gateway.fact("ops")).health();
        for (JsonNode check : JsonMapper.builder().build().readTree(body).path("checks")) {
            if (check.path("check").asText().equals("bundle")) {
                return check.path("level").asText() + ": " + check.path("text").asText();
            }
        }
        throw new AssertionError("no word of the bundle: " + body);
    }
}
