package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.event.SuspectedIncidentJson;
import org.schoolgate.rules.event.SuspectedIncidents;

@Execution(ExecutionMode.CONCURRENT)
final class IncidentsTest {
    private static final String DELIVERY = "/gateway/v1/suspected-incidents";
    private static final String INCIDENTS = "/api/v1/suspected-incidents";
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

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
    void deliveryIsListedTheLastToArriveFirst() throws Exception {
        Answer answer = deliver(1, 2, 3);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asText()).isEqualTo("1-3");
        assertThat(listed("")).containsExactly(3L, 2L, 1L);
        JsonNode incident = admin.get(INCIDENTS).json().path("items").path(0);
        assertThat(incident.path("reference").asText()).isEqualTo(new EventId(1, 1, 3).reference());
        assertThat(incident.path("host").asText()).isEqualTo("h3.example");
        assertThat(incident.path("zone").asText()).isEqualTo("library");
        assertThat(incident.has("path")).isFalse();
    }

    @Test
    void whatIsDeliveredAgainIsKeptOnceWhateverItIsDeliveredWith() throws Exception {
        deliver(1, 2, 3);
        assertThat(deliver(2, 3, 4, 5).json().path("accepted").asText()).isEqualTo("1-5");
        deliver(1, 2, 3);
        assertThat(listed("")).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void deliveryIsTakenWholeOrNotAtAll() throws Exception {
        String batch = batch(1, LongStream.of(1, 2)).replace("\"h2.example\"", "7");
        Answer answer = admin.gatewayPost(DELIVERY, batch);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("events[1].host");
        assertThat(listed("")).isEmpty();
    }

    @Test
    void deliveryOutOfOrderOrEmptyOrOfAnotherGatewayIsRefused() throws Exception {
        assertThat(deliver(2, 1).status()).isEqualTo(422);
        assertThat(deliver(1, 1).status()).isEqualTo(422);
        assertThat(deliver().status()).isEqualTo(422);
        assertThat(admin.gatewayPost(DELIVERY, batch(2, LongStream.of(1))).status())
                .isEqualTo(422);
        assertThat(listed("")).isEmpty();
    }

    @Test
    void listIsFilteredByTimeAndCategory() throws Exception {
        deliver(1, 2, 3, 4);
        assertThat(listed("from=2026-11-24T10:00:02Z&to=2026-11-24T10:00:04Z")).containsExactly(3L, 2L);
        assertThat(listed("category=gambling")).containsExactly(4L, 3L, 2L, 1L);
        assertThat(listed("category=adult")).isEmpty();
        assertThat(admin.get(INCIDENTS + "?from=yesterday").status()).isEqualTo(400);
        assertThat(admin.get(INCIDENTS + "?category=a%00").status()).isEqualTo(400);
        assertThat(admin.get(INCIDENTS + "?from=%2B999999999-01-01T00:00:00Z").status())
                .isEqualTo(400);
    }

    @Test
    void pagesHaveEveryIncidentOnceWhileOthersArrive() throws Exception {
        admin.gatewayPost(DELIVERY, batch(1, LongStream.rangeClosed(1, 10)));
        List<Long> seen = new ArrayList<>();
        JsonNode page = admin.get(INCIDENTS + "?limit=4").json();
        admin.gatewayPost(DELIVERY, batch(1, LongStream.rangeClosed(11, 20)));
        page.path("items").forEach(incident -> seen.add(sequence(incident)));
        while (page.has("next")) {
            page = admin.get(INCIDENTS + "?limit=4&cursor=" + page.path("next").asText())
                    .json();
            page.path("items").forEach(incident -> seen.add(sequence(incident)));
        }
        assertThat(seen)
                .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(i -> 11L - i).toList());
    }

    private Answer deliver(long... sequences) throws Exception {
        return admin.gatewayPost(DELIVERY, batch(1, LongStream.of(sequences)));
    }

    private List<Long> listed(String query) throws Exception {
        List<Long> sequences = new ArrayList<>();
        admin.get(INCIDENTS + "?" + query).json().path("items").forEach(incident -> sequences.add(sequence(incident)));
        return sequences;
    }

    private static long sequence(JsonNode incident) {
        return EventId.parse(incident.path("id").asText()).orElseThrow().sequence();
    }

    /** A delivery of the first gateway. */
    static String batchOfOne() {
        return batch(1, LongStream.of(1));
    }

    private static String batch(int gateway, LongStream sequences) {
        return sequences
                .mapToObj(sequence -> incident(gateway, sequence))
                .map(incident -> new String(SuspectedIncidentJson.write(incident), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "{\"gateway\":" + gateway + ",\"events\":[", "]}"));
    }

    private static SuspectedIncident incident(int gateway, long sequence) {
        return SuspectedIncidents.blocked(
                new EventId(gateway, 1, sequence),
                START.plusSeconds(sequence),
                "gambling",
                "h" + sequence + ".example",
                null);
    }
}
