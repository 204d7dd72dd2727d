package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.access.SegmentWriter;
import org.schoolgate.rules.disk.Disk;

final class AccessLogTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    private static Path folder;

    private static RunningAdmin admin;

    @BeforeAll
    static void start() throws Exception {
        admin = RunningAdmin.start(folder);
        Path access = folder.resolve("gateway").resolve("access");
        Disk.ofSystem().makeFolder(access);
        try (SegmentWriter segment = SegmentWriter.create(Disk.ofSystem(), access, new SegmentName(1, 1, 1))) {
            segment.append(record(1, "www.h1.example", "ks3", Outcome.ALLOW));
            segment.append(record(2, "h1.example", "staff", Outcome.ALLOW));
            segment.append(record(3, "h2.example", "ks3", Outcome.BLOCK));
        }
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 3 2 1",
        "host=h1.example, 2 1",
        "host=H1.example., 2 1",
        "role=ks3, 3 1",
        "decision=block, 3",
        "from=2026-11-24T10:00:02Z, 3 2",
        "to=2026-11-24T10:00:02Z, 1",
        "host=h1.example&role=ks3, 1",
        "host=other.example, ''",
    })
    void recordsAreFoundTheNewestFirst(String query, String seconds) throws Exception {
        assertThat(String.join(
                        " ", seconds(admin.get("/api/v1/access-log?" + query).json())))
                .isEqualTo(seconds);
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() throws Exception {
        JsonNode first = admin.get("/api/v1/access-log?limit=2").json();
        JsonNode second = admin.get("/api/v1/access-log?limit=2&cursor="
                        + first.path("next").asText())
                .json();
        assertThat(seconds(first)).containsExactly("3", "2");
        assertThat(seconds(second)).containsExactly("1");
        assertThat(second.has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"cursor=eDE", "decision=perhaps", "host=a%20b", "user=x"})
    void searchThatIsNoneIsRefused(String query) throws Exception {
        assertThat(admin.get("/api/v1/access-log?" + query).status()).isEqualTo(400);
    }

    private static List<String> seconds(JsonNode page) {
        List<String> seconds = new ArrayList<>();
        page.path("items")
                .forEach(record -> seconds.add(String.valueOf(
                        Instant.parse(record.path("time").asText()).getEpochSecond() - START.getEpochSecond())));
        return seconds;
    }

    private static AccessRecord record(int second, String host, String role, Outcome decision) {
        return new AccessRecord(
                START.plusSeconds(second),
                new AccessRecord.Who("10.1.2.3", "library", role, null, "zone"),
                new AccessRecord.Asked("GET", "http", host, 80, "/"),
                new AccessRecord.Sent(200, 311, 5120),
                new AccessRecord.Timing(17, 0, 3, 4, 9),
                new AccessRecord.Ruling(decision, "default", "role/" + role, null, null, null, null, false),
                null,
                null,
                null,
                null);
    }
}
