package org.schoolgate.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.cli.CommandLineRun;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Asked;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Ruling;
import org.schoolgate.rules.access.AccessRecord.Sent;
import org.schoolgate.rules.access.AccessRecord.Timing;
import org.schoolgate.rules.access.AccessRecord.Who;
import org.schoolgate.rules.access.SegmentName;
import org.schoolgate.rules.access.SegmentWriter;
import org.schoolgate.rules.disk.Disk;

final class ExportCommandTest {
    private static final Instant START = Instant.parse("2026-07-05T07:08:09.012Z");
    private static final Who PUPIL = new Who("10.1.2.3", "library", "ks3", null, "zone");
    private static final Who TEACHER = new Who("2001:db8::7", "staff_room", "staff", "a.teacher", "proxy_auth");

    private static final Ruling ALLOWED = ruling(Outcome.ALLOW, "default", "default", null);
    private static final Timing INSTANT = Timing.ofWhole(0);

    @TempDir
    private Path folder;

    @Test
    void squidLinesAreOfItsNativeFormat() throws IOException {
        writeAll();
        assertThat(export("squid").out())
                .isEqualTo(
                        lines(
                                "1783235289.012     17 10.1.2.3 TCP_MISS/200 5120 GET http://www.example.org/a?q=b - HIER_DIRECT/www.example.org -",
                                "1783235290.012      0 10.1.2.3 TCP_DENIED/403 900 GET http://games.example.org:8080/ - HIER_NONE/- -",
                                "1783235291.012   4000 2001:db8::7 TCP_TUNNEL/200 70000 CONNECT www.example.org:443 a.teacher HIER_DIRECT/www.example.org -",
                                "1783235292.012      5 10.1.2.3 NONE/400 300 NONE error:invalid-request - HIER_NONE/- -",
                                "1783235293.012      6 10.1.2.3 TCP_DENIED/400 300 GET http://bad%20%E9host%0A/ - HIER_NONE/- -",
                                "1783235294.012  10000 10.1.2.3 TCP_MISS/504 300 GET http://slow.example.org/ - HIER_DIRECT/slow.example.org -",
                                "1783235295.012     20 10.1.2.3 TCP_MISS_ABORTED/000 0 GET http://www.example.org/ - HIER_DIRECT/www.example.org -"));
    }

    @Test
    void downloadThatTheEndOfTheGatewayCutOffIsAbortedToo() throws IOException {
        write(noted("stopped", record(0, PUPIL, asked("www.example.org", 80, "/"), ALLOWED, 200, 10, INSTANT)));
        assertThat(export("squid").out()).contains(" TCP_MISS_ABORTED/200 10 GET http://www.example.org/ ");
    }

    @Test
    void e2guardianLinesAreOfItsFirstFormatInLocalTime() throws IOException {
        writeAll();
        assertThat(export("e2guardian").out())
                .isEqualTo(lines(
                        "2026.7.5 8:08:09 - 10.1.2.3 http://www.example.org/a?q=b - GET 5120 0 - 0 200 - - ks3 - - - - -",
                        "2026.7.5 8:08:10 - 10.1.2.3 http://games.example.org:8080/ *DENIED* role/ks3 GET 900 0 games 0 403 - - ks3 - - - - -",
                        "2026.7.5 8:08:11 a.teacher 2001:db8::7 www.example.org:443 *EXCEPTION* entry/1 CONNECT 70000 0 - 0 200 - - staff - - - - -",
                        "2026.7.5 8:08:12 - 10.1.2.3 - *DENIED* http_request_error - 300 0 - 0 400 - - ks3 - - - - -",
                        "2026.7.5 8:08:13 - 10.1.2.3 http://bad%20%E9host%0A/ *DENIED* http_request_error GET 300 0 - 0 400 - - ks3 - - - - -",
                        "2026.7.5 8:08:14 - 10.1.2.3 http://slow.example.org/ *NETERROR* http_response_timeout GET 300 0 - 0 504 - - ks3 - - - - -",
                        "2026.7.5 8:08:15 - 10.1.2.3 http://www.example.org/ - GET 0 0 - 0 0 - - ks3 - - - - -"));
    }

    @Test
    void tabsSeparateTheFieldsOfTheFourthFormat() throws IOException {
        writeAll();
        assertThat(export("e2guardian-tab").out().lines())
                .allSatisfy(line -> assertThat(line.split("\t")).hasSize(19));
    }

    @Test
    void onlyTheTimesThatAreAskedForArePrinted() throws IOException {
        writeAll();
        assertThat(export("squid", "--from", "2026-07-05T08:08:10", "--to", "2026-07-05T07:08:12Z")
                        .out())
                .hasLineCount(2)
                .contains("games.example.org")
                .contains("www.example.org:443");
        assertThat(export("squid", "--from", "2026-07-06").out()).isEmpty();
        assertThat(export("squid", "--to", "2026-07-06").out()).hasLineCount(7);
    }

    @Test
    void jsonLinesAreTheRecordsThemselves() throws IOException {
        writeAll();
        assertThat(export("jsonl").out())
                .hasLineCount(7)
                .startsWith("{\"v\":1,\"time\":\"2026-07-05T07:08:09.012Z\",\"client\":\"10.1.2.3\"");
    }

    @Test
    void addressThatIsNotToldIsADash() throws IOException {
        Who nobody = new Who("", "library", "ks3", null, "zone");
        Asked untold = new Asked("GET", "http", "", 0, null);
        write(record(0, nobody, untold, ruling(Outcome.ALLOW, "help", "help", null), 200, 10, INSTANT));
        assertThat(export("squid").out()).contains(" - TCP_MISS/200 10 GET - - HIER_DIRECT/- -");
        assertThat(export("e2guardian").out()).contains(" - - - - GET 10 ");
    }

    @Test
    void followingEndsWhenTheTimeIsUp() throws IOException {
        write(
                record(0, PUPIL, asked("www.example.org", 80, "/"), ALLOWED, 200, 1, INSTANT),
                record(7_300, PUPIL, asked("later.example.org", 80, "/"), ALLOWED, 200, 1, INSTANT));
        assertThat(export("squid", "--follow", "--to", "2026-07-05T08:10").out())
                .hasLineCount(1)
                .contains("www.example.org");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThat(export("xml").err())
                .contains("format: \"xml\" (expected: squid, e2guardian, e2guardian-tab, jsonl)");
        assertThat(export("squid", "--from", "yesterday").err()).contains("--from: yesterday (expected: a time as in");
        assertThat(CommandLineRun.of("log", "export", "--format", "squid", "--segments", folder + "/absent")
                        .err())
                .contains("no such folder: " + folder + "/absent");
        assertThat(CommandLineRun.of(
                                "log",
                                "export",
                                "--format",
                                "squid",
                                "--segments",
                                folder.toString(),
                                "--time-zone",
                                "Mars")
                        .err())
                .contains("--time-zone: Mars (expected:");
    }

    private CommandLineRun export(String format, String... more) {
        String[] arguments = new String[8 + more.length];
        System.arraycopy(
                new String[] {
                    "log", "export", "--segments", folder.toString(), "--format", format, "--time-zone", "Europe/London"
                },
                0,
                arguments,
                0,
                8);
        System.arraycopy(more, 0, arguments, 8, more.length);
        return CommandLineRun.of(arguments);
    }

    private void writeAll() throws IOException {
        Ruling blocked = ruling(Outcome.BLOCK, "category", "role/ks3", "games");
        Ruling named = ruling(Outcome.ALLOW, "named", "entry/1", null);
        Ruling refused = ruling(Outcome.REFUSE, "", "", null);
        Ruling broken = ruling(Outcome.ERROR, "default", "default", null);
        Asked tunnel = new Asked("CONNECT", "connect", "www.example.org", 443, null);
        Asked nothing = new Asked("", "http", "", 0, null);
        String unread = "http_request_error";
        write(
                record(
                        0,
                        PUPIL,
                        asked("www.example.org", 80, "/a?q=b"),
                        ALLOWED,
                        200,
                        5_120,
                        new Timing(17, 0, 1, 2, 3)),
                record(1, PUPIL, asked("games.example.org", 8080, null), blocked, 403, 900, INSTANT),
                record(2, TEACHER, tunnel, named, 200, 70_000, new Timing(4_000, 0, 1, 2, Timing.NONE)),
                noted(unread, record(3, PUPIL, nothing, refused, 400, 300, Timing.ofWhole(5))),
                noted(
                        unread,
                        record(4, PUPIL, asked("bad \u00e9host\n", 0, null), refused, 400, 300, Timing.ofWhole(6))),
                noted(
                        "http_response_timeout",
                        record(
                                5,
                                PUPIL,
                                asked("slow.example.org", 80, "/"),
                                broken,
                                504,
                                300,
                                new Timing(10_000, 0, 0, 1, 9_999))),
                noted(
                        "client_closed",
                        record(
                                6,
                                PUPIL,
                                asked("www.example.org", 80, "/"),
                                ALLOWED,
                                0,
                                0,
                                new Timing(20, 0, 0, 1, 1))));
    }

    private static Asked asked(String host, int port, @Nullable String path) {
        return new Asked("GET", "http", host, port, path);
    }

    private static Ruling ruling(Outcome outcome, String step, String rule, @Nullable String category) {
        return new Ruling(outcome, step, rule, category, null, null, null, false);
    }

    private static AccessRecord record(
            int second, Who who, Asked asked, Ruling ruling, int status, long bytes, Timing timing) {
        Sent sent = new Sent(status, 311, bytes);
        return new AccessRecord(START.plusSeconds(second), who, asked, sent, timing, ruling, null, null, null, null);
    }

    private static AccessRecord noted(String note, AccessRecord record) {
        return new AccessRecord(
                record.time(),
                record.who(),
                record.asked(),
                record.sent(),
                record.timing(),
                record.ruling(),
                null,
                null,
                null,
                note);
    }

    private void write(AccessRecord... records) throws IOException {
        try (SegmentWriter writer = SegmentWriter.create(Disk.ofSystem(), folder, new SegmentName(1, 1, 1))) {
            for (AccessRecord record : records) {
                writer.append(record);
            }
        }
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
