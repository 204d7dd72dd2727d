package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.policy.LiveFacts;

/** What a role may fetch and send, from the policy to the block page and the record. */
final class FilesTest {
    private static final int MEGABYTE = 1_000_000;
    private static final String POLICY = TestBundles.POLICY.replace(
            "ks3: {audience: ks3, default: allow,",
            "ks3: {audience: ks3, default: allow, downloads: {blocked: [programs], max_megabytes: 1},"
                    + " uploads: {blocked_categories: [bank], max_megabytes: 1},");

    @TempDir
    Path folder;

    private TestProxy proxy;
    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder)
                .bundle(TestBundles.of(folder, 2, POLICY, LiveFacts.NONE))
                .start();
        answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    }

    private void answering(String response) throws IOException {
        if (origin != null) {
            origin.close();
        }
        origin = FakeOrigin.answering(response);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    /** That of the block, which is written down a moment after it is answered. */
    private AccessRecord last() {
        Awaitility.await()
                .until(() -> !proxy.records().isEmpty() && latest().ruling().decision() == Outcome.BLOCK);
        return latest();
    }

    private AccessRecord latest() {
        return proxy.records().get(proxy.records().size() - 1);
    }

    private void assertBlocked(Answer answer, String rule) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains(String.valueOf(last().reference())).doesNotContain("hello");
        assertThat(answer.field("proxy-status")).contains("error=http_request_denied");
        assertThat(last().ruling().decision()).isEqualTo(Outcome.BLOCK);
        assertThat(last().ruling().step()).isEqualTo("category");
        assertThat(last().ruling().rule()).isEqualTo(rule);
        assertThat(last().sent().status()).isEqualTo(403);
    }

    /** Columns: path, fields of the answer, rule that blocks it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /setup.exe | X: y                                                | downloads/programs
                    /download  | Content-Disposition: attachment; filename=setup.exe | downloads/programs
                    /download  | Content-Type: application/x-msdownload              | downloads/programs
                    /film      | Content-Range: bytes 0-4/1000001                    | downloads/size
                    """)
    void aFileThatTheRoleMayNotFetchIsAnsweredWithAPage(String path, String field, String rule) throws IOException {
        answering("HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\n" + field + "\r\n\r\nhello");
        try (Wire pupil = proxy.pupil()) {
            pupil.send(Requests.get("site.example", origin.port(), path));
            assertBlocked(pupil.readAnswer(), rule);
            answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            pupil.send(Requests.get("site.example", origin.port(), "/page"));
            assertThat(pupil.readAnswer().body()).as("the connection is kept").isEqualTo("hello");
        }
    }

    @Test
    void aFileThatIsTooLongIsAnsweredWithAPage() throws IOException {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n");
        try (Wire pupil = proxy.pupil()) {
            pupil.send(Requests.get("site.example", origin.port(), "/film"));
            assertBlocked(pupil.readAnswer(), "downloads/size");
        }
    }

    @Test
    void aFileThatTurnsOutTooLongIsBrokenOff() throws IOException {
        String part = "x".repeat(MEGABYTE / 2);
        String chunk = Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
        answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\n");
        try (Wire pupil = proxy.pupil()) {
            pupil.send(Requests.get("site.example", origin.port(), "/film"));
            assertThat(pupil.readHead()).startsWith("HTTP/1.1 200");
            assertThat(endOf(pupil)).doesNotEndWith("0\r\n\r\n").hasSizeLessThan(MEGABYTE + MEGABYTE / 2);
        }
        Awaitility.await().until(() -> !proxy.records().isEmpty());
        assertThat(last().ruling().decision()).isEqualTo(Outcome.BLOCK);
        assertThat(last().ruling().rule()).isEqualTo("downloads/size");
        assertThat(last().sent().status()).isEqualTo(200);
    }

    /** What came before the connection was reset or ended. */
    private static String endOf(Wire wire) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] some = new byte[1 << 16];
        try {
            for (int length = wire.readSome(some); length >= 0; length = wire.readSome(some)) {
                text.append(new String(some, 0, length, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException e) {
            // a reset says it too
        }
        return text.toString();
    }

    @Test
    void whatHasNoBodyAndWhatAnotherRoleFetchesGoesThrough() throws IOException {
        answering("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
        try (Wire pupil = proxy.pupil();
                Wire teacher = proxy.client("127.0.5.1")) {
            pupil.send(Requests.get("site.example", origin.port(), "/setup.exe"));
            assertThat(pupil.readAnswer().status()).isEqualTo(304);
            answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            teacher.send(Requests.get("site.example", origin.port(), "/setup.exe"));
            assertThat(teacher.readAnswer().body()).isEqualTo("hello");
        }
    }

    private String post(String host, String... fields) {
        return Requests.request("POST", host, origin.port(), "/upload", fields);
    }

    @Test
    void whatIsTooLongToBeSentIsAnsweredBeforeTheOriginIsAsked() throws IOException {
        try (Wire pupil = proxy.pupil()) {
            pupil.send(post("site.example", "Content-Length: 1000001", "Expect: 100-continue"));
            assertBlocked(pupil.readAnswer(), "uploads/size");
        }
        assertThat(origin.heads()).isEmpty();
    }

    @Test
    void nothingIsSentToASiteOfACategoryThatTheRoleMayOnlyRead() throws IOException {
        try (Wire pupil = proxy.pupil()) {
            pupil.send(Requests.get("bank.example", origin.port(), "/page"));
            assertThat(pupil.readAnswer().status()).isEqualTo(200);
            pupil.send(post("bank.example", "Content-Length: 3") + "a=b");
            assertBlocked(pupil.readAnswer(), "uploads/category");
            assertThat(last().ruling().category()).isEqualTo("bank");
        }
        assertThat(origin.heads()).hasSize(1);
    }

    @Test
    void whatTurnsOutTooLongToBeSentIsAnsweredAndTheOriginGetsNoMore() throws IOException {
        origin.close();
        origin = FakeOrigin.by(wire -> wire.readToEnd());
        String part = "x".repeat(MEGABYTE / 2);
        String chunk = Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
        try (Wire pupil = proxy.pupil()) {
            pupil.send(post("site.example", "Transfer-Encoding: chunked"));
            pupil.send(chunk);
            pupil.send(chunk);
            pupil.send("1\r\nx\r\n");
            assertThat(pupil.readAnswer().status()).isEqualTo(403);
            pupil.send("0\r\n\r\n");
            Awaitility.await().until(() -> !proxy.records().isEmpty());
        }
        assertThat(last().ruling().decision()).isEqualTo(Outcome.BLOCK);
        assertThat(last().ruling().rule()).isEqualTo("uploads/size");
        assertThat(last().sent().status()).isEqualTo(403);
    }
}
