package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;

/** Origins that lie, break off, or say too much: the client sees an error or a cut, never something else for the whole. */
final class BadOriginTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @TempDir
    Path folder;

    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder)
                .limits(new Limits(
                        8192,
                        32768,
                        100,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(400),
                        2,
                        1024,
                        BodyRates.DEFAULTS,
                        Duration.ofSeconds(5)))
                .start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private static String get(int port) {
        return Requests.get("site.example", port, "/");
    }

    private AccessRecord onlyRecord() {
        await().until(() -> !proxy.records().isEmpty());
        assertThat(proxy.records()).hasSize(1);
        return proxy.records().get(0);
    }

    @Test
    void resetBeforeAnAnswerIsABadGatewayAndTheClientConnectionStays() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.reset();
                });
                Wire client = proxy.pupil()) {
            for (int i = 0; i < 2; i++) {
                client.send(get(origin.port()));
                Answer answer = client.readAnswer();
                assertThat(answer.status()).isEqualTo(502);
                assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=http_response_incomplete");
            }
        }
    }

    @Test
    void bodyShorterThanItsLengthIsCut() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
                });
                Wire client = proxy.pupil()) {
            client.send(get(origin.port()));
            client.readHead();
            assertThat(readToCut(client)).hasSizeLessThan(100);
            assertThat(onlyRecord().note()).isEqualTo("http_response_incomplete");
        }
    }

    @Test
    void chunkedBodyWithoutItsEndIsCut() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                });
                Wire client = proxy.pupil()) {
            client.send(get(origin.port()));
            client.readHead();
            assertThat(readToCut(client)).doesNotContain("0\r\n\r\n");
            assertThat(onlyRecord().ruling().decision()).isEqualTo(Outcome.ERROR);
        }
    }

    @Test
    void badChunkIsCut() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloworld\r\n0\r\n\r\n");
                    wire.isEnded();
                });
                Wire client = proxy.pupil()) {
            client.send(get(origin.port()));
            client.readHead();
            assertThat(readToCut(client)).doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void resetInABodyWithoutLengthIsAResetForOldClientsToo() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.0 200 OK\r\n\r\nhello");
                    wire.readHead();
                });
                Wire client = proxy.pupil()) {
            client.send("GET http://site.example:" + origin.port() + "/ HTTP/1.0\r\n\r\n");
            client.readHead();
            assertThat(client.readText(5)).isEqualTo("hello");
            origin.resetAll();
            assertThatExceptionOfType(SocketException.class).isThrownBy(client::readToEnd);
        }
    }

    @Test
    void secondAnswerIsDroppedAndItsConnectionNotUsedAgain() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                Wire client = proxy.pupil()) {
            for (int i = 1; i <= 3; i++) {
                client.send(get(origin.port()));
                assertThat(client.readAnswer().body()).isEqualTo("hello");
                assertThat(origin.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    void bytesThatComeWhileAConnectionIsIdleCloseIt() throws IOException {
        AtomicInteger connection = new AtomicInteger();
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    boolean isFirst = connection.incrementAndGet() == 1;
                    wire.readHead();
                    wire.send(HELLO);
                    if (isFirst) {
                        await().until(() -> !proxy.records().isEmpty());
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                    }
                    wire.isEnded();
                });
                Wire client = proxy.pupil()) {
            client.send(get(origin.port()));
            client.readAnswer();
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            client.send(get(origin.port()));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void requestOnAKeptConnectionThatTheOriginJustClosedIsSentOnceMore() throws IOException {
        AtomicInteger connection = new AtomicInteger();
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    boolean isFirst = connection.incrementAndGet() == 1;
                    wire.readHead();
                    wire.send(HELLO);
                    wire.readHead();
                    if (!isFirst) {
                        wire.send(HELLO);
                    }
                });
                Wire client = proxy.pupil()) {
            client.send(get(origin.port()));
            client.readAnswer();
            client.send(get(origin.port()));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            assertThat(origin.connections()).isEqualTo(2);
            assertThat(proxy.records()).hasSize(2);
        }
    }

    @Test
    void requestWithABodyIsNeverSentTwice() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send(HELLO);
                    wire.readHead();
                });
                Wire client = proxy.pupil()) {
            client.send(get(origin.port()));
            client.readAnswer();
            client.send(Requests.request("POST", "site.example", origin.port(), "/", "Content-Length: 2") + "ab");
            assertThat(client.readAnswer().status()).isEqualTo(502);
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void silenceIsAGatewayTimeout() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.isEnded();
                });
                Wire client = proxy.pupil()) {
            client.send(get(origin.port()));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=http_response_timeout");
        }
    }

    @Test
    void nobodyListeningIsABadGateway() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Wire client = proxy.pupil()) {
            client.send(get(port));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=connection_refused");
            assertThat(answer.body()).contains("The site does not answer");
        }
    }

    /** What comes before the end or a reset. */
    private static String readToCut(Wire client) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] buffer = new byte[100];
        try {
            for (int read = client.readSome(buffer); read >= 0; read = client.readSome(buffer)) {
                seen.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
            return seen.toString();
        } catch (SocketException e) {
            return seen.toString();
        }
    }
}
