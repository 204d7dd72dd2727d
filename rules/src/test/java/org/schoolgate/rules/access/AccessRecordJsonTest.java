package org.schoolgate.rules.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.access.AccessRecord.Outcome;

final class AccessRecordJsonTest {
    private static final String GOLDEN = "access-record-v1.jsonl";

    private final AccessRecord allowed =
            AccessRecords.record(AccessRecords.START, "www.example.org", "/a?b=c", Outcome.ALLOW);
    private final AccessRecord blockedTunnel = new AccessRecord(
            AccessRecords.START.plusSeconds(1),
            new AccessRecord.Who(
                    "2001:db8::7", "staff_room", "staff", "a.teacher", "proxy_auth", "laptop-7", "a.pupil"),
            new AccessRecord.Asked("CONNECT", "connect", "adult.example", 443, null),
            new AccessRecord.Sent(403, 1, Long.MAX_VALUE),
            AccessRecord.Timing.ofWhole(0),
            new AccessRecord.Ruling(Outcome.BLOCK, "default", "default", null, null, null, null, false),
            null,
            "1-3-1A-F",
            null,
            "http_request_denied");
    private final AccessRecord openedTunnel = new AccessRecord(
            AccessRecords.START.plusSeconds(2),
            new AccessRecord.Who("10.1.2.3", "library", "ks3", null, "zone"),
            new AccessRecord.Asked("CONNECT", "connect", "www.example.org", 443, null),
            new AccessRecord.Sent(200, 900, 70_000),
            new AccessRecord.Timing(4_000, 1, 0, 30, AccessRecord.Timing.NONE),
            new AccessRecord.Ruling(Outcome.BLOCK, "named", "entry", null, null, null, null, false),
            new AccessRecord.Tunnel("WWW.example.org", true, "policy"),
            null,
            null,
            null);

    private final AccessRecord searched = new AccessRecord(
            AccessRecords.START.plusSeconds(3),
            new AccessRecord.Who("10.1.2.3", "library", "ks3", null, "zone"),
            new AccessRecord.Asked("GET", "http", "www.example.org", 80, "/search?q=cats&safe=off"),
            new AccessRecord.Sent(200, 400, 9_000),
            AccessRecord.Timing.ofWhole(20),
            new AccessRecord.Ruling(Outcome.ALLOW, "default", "role/ks3", null, null, null, null, true),
            null,
            null,
            "safe_search,tenants_google",
            null);

    @Test
    void writesVersionOneAsTheGoldenFileHasIt() throws IOException {
        assertThat(lines(allowed, blockedTunnel, openedTunnel, searched))
                .as("""
                        The JSON of access records has changed. Segments of other versions stay on disk for months.
                        Only a field added: add it to %s and to docs/architecture/contracts.md.
                        A field gone or changed: raise AccessRecord.VERSION, keep reading version 1, and add a golden
                        file for the new version beside %s.""".formatted(GOLDEN, GOLDEN))
                .isEqualTo(golden());
    }

    @Test
    void readsTheGoldenFile() throws IOException {
        String[] lines = golden().split("\n");
        assertThat(read(lines[0])).isEqualTo(allowed);
        assertThat(read(lines[1])).isEqualTo(blockedTunnel);
        assertThat(read(lines[2])).isEqualTo(openedTunnel);
        assertThat(read(lines[3])).isEqualTo(searched);
    }

    @Test
    void recordFromBeforePhasesWereMeasuredIsRead() throws IOException {
        String before = golden().split("\n")[0].replaceAll(",\"(queue|resolve|connect|firstByte)Ms\":[0-9]+", "");
        assertThat(read(before).timing()).isEqualTo(AccessRecord.Timing.ofWhole(17));
        assertThat(read(before).ruling()).isEqualTo(allowed.ruling());
    }

    @Test
    void hostileBytesOfHostAndPathAreKeptExactlyOnOneLineOfAscii() throws IOException {
        String everyByte = IntStream.rangeClosed(0, 0xff)
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
        AccessRecord hostile = AccessRecords.record(AccessRecords.START, everyByte, everyByte, Outcome.REFUSE);
        String line = lines(hostile);
        assertThat(line.strip().chars()).allMatch(c -> c >= ' ');
        assertThat(US_ASCII.newEncoder().canEncode(line)).isTrue();
        assertThat(read(line)).isEqualTo(hostile);
    }

    @Test
    void loneSurrogatesSurvive() throws IOException {
        AccessRecord odd = AccessRecords.record(AccessRecords.START, "\ud800", "\udc00\ud800", Outcome.REFUSE);
        assertThat(read(lines(odd))).isEqualTo(odd);
    }

    @Test
    void fieldsOfLaterVersionsAreIgnored() throws IOException {
        String later =
                golden().split("\n")[0].replace("{\"v\":1,", "{\"v\":1,\"later\":{\"a\":[true]},\"principal\":null,");
        assertThat(read(later)).isEqualTo(allowed);
    }

    @Test
    void whatIsNoRecordOfThisVersionIsRefused() throws IOException {
        String line = golden().split("\n")[0];
        assertThatThrownBy(() -> read(line.replace("\"v\":1", "\"v\":2")))
                .isInstanceOf(IOException.class)
                .hasMessage("v: 2 (expected: 1)");
        assertThatThrownBy(() -> read(line.replace("\"port\":80", "\"port\":\"x\"")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(line.replace("2026-11", "2026-99"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(line.replace("2026-11", "+999999999-11"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(line.replace("\"allow\"", "\"later\""))).hasMessage("decision: later");
        assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(line.substring(0, 40))).isInstanceOf(IOException.class);
    }

    private static AccessRecord read(String line) throws IOException {
        byte[] bytes = line.getBytes(UTF_8);
        return AccessRecordReader.read(bytes, 0, bytes.length);
    }

    private static String lines(AccessRecord... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccessRecordWriter writer = new AccessRecordWriter(out);
        for (AccessRecord record : records) {
            writer.write(record);
        }
        return out.toString(UTF_8);
    }

    private static String golden() throws IOException {
        try (InputStream in = AccessRecordJsonTest.class.getResourceAsStream(GOLDEN)) {
            return new String(Objects.requireNonNull(in, GOLDEN).readAllBytes(), UTF_8);
        }
    }
}
