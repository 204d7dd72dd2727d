package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

/** Clients that send or take next to nothing: each is given up, and nobody waits for them. */
final class SlowClientTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final Limits IMPATIENT = new Limits(
            8192,
            32768,
            100,
            Duration.ofMillis(300),
            Duration.ofSeconds(60),
            3,
            100_000,
            new BodyRates(100, 100_000, Duration.ofMillis(500)),
            Duration.ofMillis(300));

    @TempDir
    Path folder;

    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder).limits(IMPATIENT).start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private AccessRecord onlyRecord() {
        await().until(() -> proxy.records().size() == 1);
        return proxy.records().get(0);
    }

    private static String post(String host, int port, int length, String... fields) {
        String[] all = new String[fields.length + 1];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = "Content-Length: " + length;
        return Requests.request("POST", host, port, "/", all);
    }

    @Test
    void headThatTakesTooLongIsTimedOut() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send("GET http://site.example/ HTTP/1.1\r\nHost: si");
            assertThat(client.readAnswer().status()).isEqualTo(408);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void bodyThatComesTooSlowlyIsTimedOutAndItsOriginLetGo() throws IOException {
        CountDownLatch letGo = new CountDownLatch(1);
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.readToEnd();
                    letGo.countDown();
                });
                Wire client = proxy.pupil()) {
            client.send(post("site.example", origin.port(), 1000));
            client.send("a");
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.field("proxy-status"))
                    .isEqualTo("schoolgate; error=http_request_error; details=\"body comes too slowly\"");
            assertThat(client.isEnded()).isTrue();
            await().until(() -> letGo.getCount() == 0);
        }
        assertThat(onlyRecord().sent().status()).isEqualTo(408);
        assertThat(proxy.slowClients().uploads()).isEqualTo(1);
    }

    @Test
    void bodyOfABlockedRequestIsNotWaitedForEither() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(post("adult.example", 80, 1000));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            assertThat(client.isEnded()).isTrue();
            assertThat(proxy.slowClients().uploads()).isEqualTo(1);
        }
    }

    @Test
    void clientThatWaitsForAContinueIsNotSlow() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
                    wire.send("HTTP/1.1 100 Continue\r\n\r\n");
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + wire.readText(4));
                });
                Wire client = proxy.pupil()) {
            client.send(post("site.example", origin.port(), 4, "Expect: 100-continue"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
            client.send("body");
            assertThat(client.readAnswer().body()).isEqualTo("body");
        }
    }

    @Test
    void originThatIsSlowToAnswerIsNotTheClientsFault() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.read(4);
                    await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
                    wire.send(HELLO);
                });
                Wire client = proxy.pupil()) {
            client.send(post("site.example", origin.port(), 4) + "body");
            assertThat(client.readAnswer().body()).isEqualTo("hello");
        }
    }

    @Test
    void clientThatTakesTooLittleIsBrokenOff() throws IOException {
        byte[] large = new byte[16 * 1024 * 1024];
        CountDownLatch letGo = new CountDownLatch(1);
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + large.length + "\r\n\r\n");
                    try {
                        wire.send(large);
                    } finally {
                        letGo.countDown();
                    }
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            client.readHead();
            await().until(() -> letGo.getCount() == 0);
        }
        assertThat(onlyRecord().note()).isEqualTo("client_too_slow");
        assertThat(proxy.slowClients().downloads()).isEqualTo(1);
    }

    @Test
    void pagesDoNotPileUpForAClientThatAsksAndNeverReads() throws IOException {
        int asked = 20_000;
        String request = "GET http://adult.example/ HTTP/1.1\r\nHost: adult.example\r\nAccept: text/html\r\n\r\n";
        try (Wire client = proxy.pupil()) {
            Thread sender = new Thread(() -> sendAll(client, request.repeat(asked)));
            sender.start();
            await().until(() -> proxy.connections() == 0);
            assertThat(proxy.records()).hasSizeLessThan(asked);
            assertThat(proxy.slowClients().downloads()).isEqualTo(1);
        }
    }

    private static void sendAll(Wire client, String requests) {
        try {
            client.send(requests);
        } catch (IOException e) {
            // it is broken off
        }
    }

    @Test
    void clientThatEndedItsSideIsNotWaitedForLong() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.isEnded();
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            client.endOutput();
            assertThat(client.isEnded()).isTrue();
            assertThat(onlyRecord().note()).isEqualTo("client_closed");
        }
    }
}
