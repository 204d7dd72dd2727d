package org.schoolgate.rules.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SuspectedIncidentJsonTest {
    private static final String GOLDEN = "suspected-incident-v1.json";

    @Test
    void writesVersionOneAsTheGoldenFileHasIt() throws IOException {
        assertThat(text(incident(42, "/search?q=a")))
                .as("""
                        The JSON of suspected incidents has changed. Admin servers of other versions read it.
                        Only a field added: add it to %s and to docs/architecture/contracts.md.
                        A field gone or changed: raise SuspectedIncidentJson.VERSION, keep reading version 1, and add a
                        golden file for the new version beside %s.""".formatted(GOLDEN, GOLDEN))
                .isEqualTo(golden());
    }

    @Test
    void readsTheGoldenFile() throws IOException {
        assertThat(SuspectedIncidentJson.read(golden().getBytes(UTF_8))).isEqualTo(incident(42, "/search?q=a"));
    }

    @Test
    void whatObserveModeLetThroughIsMarkedAndAllElseIsNot() throws IOException {
        SuspectedIncident observed = SuspectedIncidents.observed(incident(1, "/"));
        assertThat(text(observed)).endsWith("\"observed\":true}");
        assertThat(SuspectedIncidentJson.read(SuspectedIncidentJson.write(observed)))
                .isEqualTo(observed);
        assertThat(text(incident(1, "/"))).doesNotContain("observed");
        assertRefused(text(observed).replace("true", "1"), "observed: NUMBER (expected: true or false)");
    }

    @Test
    void incidentFromBeforePeopleWereKnownIsRead() throws IOException {
        String before =
                golden().replace(",\"person\":\"a.pupil\",\"device\":\"tablet-7\",\"claimed\":\"a.teacher\"", "");
        SuspectedIncident read = SuspectedIncidentJson.read(before.getBytes(UTF_8));
        assertThat(read.line()).isEqualTo(7);
        assertThat(read.person()).isNull();
        assertThat(read.device()).isNull();
        assertThat(read.claimed()).isNull();
    }

    @Test
    void whatPolicyKeepsNoPathForIsReadBackWithoutOne() throws IOException {
        SuspectedIncident incident = incident(1, null);
        assertThat(text(incident)).doesNotContain("path");
        assertThat(SuspectedIncidentJson.read(SuspectedIncidentJson.write(incident)))
                .isEqualTo(incident);
    }

    @Test
    void hostileCharactersAreKeptExactlyOnOneLineOfAscii() throws IOException {
        String everyChar = IntStream.rangeClosed(0, 0x2fff)
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
        SuspectedIncident incident = incident(1, everyChar);
        byte[] json = SuspectedIncidentJson.write(incident);
        for (byte b : json) {
            assertThat(b).isBetween((byte) ' ', Byte.MAX_VALUE);
        }
        assertThat(SuspectedIncidentJson.read(json)).isEqualTo(incident);
    }

    @Test
    void unknownFieldsAreIgnored() throws IOException {
        String json = golden().replace("{\"version\":1,", "{\"version\":1,\"n\":1e400,\"later\":{\"a\":[1,{}]},");
        assertThat(SuspectedIncidentJson.read(json.getBytes(UTF_8)).id()).isEqualTo(new EventId(1, 3, 42));
    }

    @Test
    void unknownVersionIsRefused() throws IOException {
        assertRefused(golden().replace("\"version\":1", "\"version\":2"), "version: 2 (expected: 1)");
    }

    @Test
    void badFieldsAreRefusedByName() throws IOException {
        assertRefused(golden().replace("\"host\"", "\"hosts\""), "host: missing (expected: a text)");
        assertRefused(golden().replace("1-3-42", "1-3-0"), "id: 1-3-0 (expected: gateway-epoch-sequence)");
        assertRefused(golden().replace("Z\"", "\""), "at: 2026-11-24T09:30:00.125 (expected: a time such as");
        assertRefused(golden().replace("\"line\":7", "\"line\":\"7\""), "line: not a whole number");
        assertRefused(golden().replace("\"adult\"", "[]"), "category: ARRAY (expected: a text)");
        assertRefused(golden().replace("\"adult\"", "\"a\\u0000\""), "category: \"a\ufffd\" (expected: a category)");
    }

    @Test
    void whatIsNotOneBoundedJsonObjectIsRefused() throws IOException {
        assertRefused("", "expected: a JSON object");
        assertRefused("[]", "expected: a JSON object");
        assertRefused(golden() + "{}", "not valid JSON");
        assertRefused(golden().replace("\"line\"", "\"list\""), "not valid JSON: Duplicate");
        assertRefused("{\"a\":".repeat(9) + "1" + "}".repeat(9), "not valid JSON");
        assertRefused(golden().replace("/search", "/".repeat(20_000)), "not valid JSON");
    }

    @Test
    void batchIsReadInItsOrder() throws IOException {
        String json = "{\"gateway\":1,\"events\":[" + text(incident(2, "/")) + "," + text(incident(1, "/")) + "]}";
        IncidentBatch batch = SuspectedIncidentJson.readBatch(json.getBytes(UTF_8));
        assertThat(batch.gateway()).isEqualTo(1);
        assertThat(batch.events()).containsExactly(incident(2, "/"), incident(1, "/"));
    }

    @Test
    void badBatchIsRefusedWholeAndSaysWhere() {
        String good = text(incident(1, "/"));
        assertBatchRefused("{\"events\":[]}", "gateway: missing");
        assertBatchRefused("{\"gateway\":1}", "events: missing (expected: a list)");
        assertBatchRefused("{\"gateway\":1,\"events\":[" + good + ",{}]}", "events[1].version: missing");
        assertBatchRefused(
                "{\"gateway\":2,\"events\":[" + good + "]}", "events[0].id: 1-3-1 (expected: one of gateway 2)");
        assertBatchRefused(
                "{\"gateway\":1,\"events\":[" + (good + ",").repeat(100) + good + "]}",
                "events: 101 (expected: at most 100)");
    }

    @Test
    void whateverTheBytesNothingButARefusalComesOfThem() throws IOException {
        byte[] whole = ("{\"gateway\":1,\"events\":[" + golden() + "]}").getBytes(UTF_8);
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(10) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int changes = random.nextInt(4); changes >= 0 && bytes.length > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(SuspectedIncidentJson.readBatch(bytes).gateway()).isPositive();
            } catch (EventFormatException e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        }
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> SuspectedIncidentJson.read(json.getBytes(UTF_8)))
                .isInstanceOf(EventFormatException.class)
                .hasMessageStartingWith(message);
    }

    private static void assertBatchRefused(String json, String message) {
        assertThatThrownBy(() -> SuspectedIncidentJson.readBatch(json.getBytes(UTF_8)))
                .isInstanceOf(EventFormatException.class)
                .hasMessageStartingWith(message);
    }

    private static SuspectedIncident incident(long sequence, @Nullable String path) {
        return SuspectedIncidents.blocked(
                new EventId(1, 3, sequence), SuspectedIncidents.AT, "adult", "www.adult.example", path);
    }

    private static String text(SuspectedIncident incident) {
        return new String(SuspectedIncidentJson.write(incident), UTF_8);
    }

    private static String golden() throws IOException {
        try (InputStream in = SuspectedIncidentJsonTest.class.getResourceAsStream(GOLDEN)) {
            return new String(Objects.requireNonNull(in, GOLDEN).readAllBytes(), UTF_8).strip();
        }
    }
}
