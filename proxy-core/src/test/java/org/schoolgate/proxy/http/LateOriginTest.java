package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.origin.OriginTimeouts;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;

/** An origin is waited for by two clocks, one for its answer and one for the rest of it. */
final class LateOriginTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private TestProxy proxy(Duration answer, Duration body) throws IOException {
        return TestProxy.in(folder)
                .originTimeouts(new OriginTimeouts(LONG, answer, body, LONG))
                .start();
    }

    @Test
    void originThatDoesNotAnswerIsGivenUp() throws IOException {
        try (TestProxy proxy = proxy(SHORT, LONG);
                FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.isEnded();
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.field("proxy-status")).contains("error=http_response_timeout");
        }
    }

    @Test
    void answerThatDoesNotGoOnIsCut() throws IOException {
        try (TestProxy proxy = proxy(LONG, SHORT);
                FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf ");
                    wire.isEnded();
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
            assertThat(client.readToEnd()).isEqualTo("half ");
            assertThat(proxy.records().get(0).note()).isEqualTo("http_response_timeout");
        }
    }

    @Test
    void uploadThatTakesLongerThanTheAnswerMayIsNotCut() throws IOException {
        try (TestProxy proxy = proxy(SHORT, SHORT);
                FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.read(5);
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.request("POST", "site.example", origin.port(), "/", "Content-Length: 5"));
            for (int i = 0; i < 5; i++) {
                org.awaitility.Awaitility.await()
                        .pollDelay(Duration.ofMillis(200))
                        .until(() -> true);
                client.send("x");
            }
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
    }
}
