package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.locked.LockedSelfTest;

/** A locked list from the command line to the browser, and that its addresses are nowhere to be found afterwards. */
@Tag("slow")
final class LockedListIT {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final String SECRET = "sealedname";
    private static final String PUBLIC = "openname";

    @TempDir
    private Path folder;

    @Test
    void lockedListBlocksForGoodAndLeavesNoTraceOfItsAddresses() throws Exception {
        Path data = folder.resolve("data");
        Path list = Files.writeString(
                folder.resolve("list"), SECRET + ".test\n" + SECRET + " is no host\nother" + SECRET + ".test\n");
        List<String> said = new ArrayList<>();
        try (World world = World.start()) {
            try (Installation installation = world.install(data);
                    Browser teacher = installation.browser(5)) {
                said.addAll(lock(installation, data, list));
                await().atMost(TEN_SECONDS)
                        .until(() -> teacher.get(world.url("www." + SECRET + ".test"))
                                        .status()
                                == 403);
                assertThat(teacher.get(world.url("www." + SECRET + ".test") + SECRET + "?" + SECRET)
                                .status())
                        .isEqualTo(403);
                assertThat(teacher.get(world.url(LockedSelfTest.HOST)).status()).isEqualTo(403);
                assertThat(teacher.get(world.url(PUBLIC + ".test")).status()).isEqualTo(200);
                assertRecorded(installation.admin());
                assertThat(installation.run().terminate(TEN_SECONDS)).isZero();
                said.addAll(installation.run().said());
                said.addAll(installation.run().logged());
            }
            assertThat(String.join("\n", said)).doesNotContain(SECRET);
            assertThat(filesWith(data, SECRET)).isEmpty();
            assertThat(filesWith(data, PUBLIC))
                    .as("or the search finds nothing at all")
                    .isNotEmpty();

            try (RunningCommand alone = world.gatewayAlone(data)) {
                assertThat(status(alone, world.url(SECRET + ".test"))).isEqualTo(403);
            }
            deleteLockedLists(data);
            try (RunningCommand alone = world.gatewayAlone(data)) {
                assertThat(status(alone, world.url("unlisted.test"))).isEqualTo(503);
                assertThat(status(alone, world.url(SECRET + ".test"))).isEqualTo(503);
                assertThat(alone.logged()).anyMatch(line -> line.contains("closed but for the help set"));
            }
        }
    }

    private static List<String> lock(Installation installation, Path data, Path list) throws Exception {
        try (RunningCommand lock = RunningCommand.start(List.of(
                "lists",
                "lock",
                "--source=domains:" + list,
                "--by=Network manager",
                "--admin=" + installation.run().fact("admin"),
                "--data=" + data))) {
            assertThat(lock.awaitExit(TEN_SECONDS)).isZero();
            await().atMost(TEN_SECONDS).until(() -> lock.said().size() == 4);
            assertThat(lock.said().get(0)).isEqualTo("locked list: read 3, hosts 2, pages 0, duplicate 0, rejected 1");
            assertThat(lock.said().get(1)).startsWith("list line 2: ");
            assertThat(lock.said().get(2)).startsWith("locked, the slot is armed for good: list 1, by Network manager");
            return List.copyOf(lock.said());
        }
    }

    private static void assertRecorded(Admin admin) throws Exception {
        JsonNode record = awaitRecord(admin, "decision=block");
        assertThat(record.path("step").asText()).isEqualTo("locked");
        JsonNode incident = await().atMost(TEN_SECONDS)
                .until(
                        () -> admin.get("/api/v1/suspected-incidents?category=locked")
                                .json()
                                .path("items")
                                .path(0),
                        JsonNode::isObject);
        assertThat(incident.path("host").asText()).isEmpty();
        assertThat(incident.path("rule").asText()).startsWith("locked/L-");
        JsonNode slot = admin.get("/api/v1/lists/locked").json();
        assertThat(slot.path("record").path(0).path("by").asText()).isEqualTo("Network manager");
    }

    private static JsonNode awaitRecord(Admin admin, String filter) throws Exception {
        return await().atMost(TEN_SECONDS)
                .until(
                        () -> admin.get("/api/v1/access-log?" + filter)
                                .json()
                                .path("items")
                                .path(0),
                        JsonNode::isObject);
    }

    /** What a pupil of key stage 3 gets. */
    private static int status(RunningCommand gateway, String url) throws IOException {
        try (Browser pupil = Browser.open("127.0.3.1", gateway.address("proxy"))) {
            return pupil.get(url).status();
        }
    }

    /** Files of the installation in which a text can be read, unpacked where they are packed. */
    private static List<Path> filesWith(Path data, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : files(data)) {
            if (contains(Files.readAllBytes(file), text)
                    || file.toString().contains(".zst") && contains(unpacked(file), text)) {
                found.add(file);
            }
        }
        return found;
    }

    private static boolean contains(byte[] content, String text) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (InputStream in = new ZstdInputStreamNoFinalizer(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void deleteLockedLists(Path data) throws IOException {
        for (Path file : files(data.resolve("gateway/bundles"))) {
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith("SGLOCKED")) {
                Files.delete(file);
            }
        }
    }
}
