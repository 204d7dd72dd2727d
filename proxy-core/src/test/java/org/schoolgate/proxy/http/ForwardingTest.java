package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
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
import org.schoolgate.rules.access.AccessRecord.Outcome;

/** Allowed requests, from a client on a socket to an origin on a socket and back. */
final class ForwardingTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @TempDir
    Path folder;

    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder).start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private static String get(int port, String path, String... fields) {
        return Requests.get("site.example", port, path, fields);
    }

    private static String post(int port, String... fields) {
        return Requests.request("POST", "site.example", port, "/form", fields);
    }

    @Test
    void requestIsForwardedAndItsAnswerComesBack() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.pupil()) {
            client.send(get(origin.port(), "/a?b=c"));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.field("via")).isEqualTo("1.1 schoolgate-test");
            assertThat(origin.heads().get(0).toLowerCase(Locale.ROOT))
                    .startsWith("get /a?b=c http/1.1\r\n")
                    .contains("\r\nhost: site.example:" + origin.port() + "\r\n")
                    .contains("\r\nvia: 1.1 schoolgate-test\r\n");
        }
    }

    @Test
    void eachExchangeOfAKeptConnectionGivesOneRecord() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.pupil()) {
            client.send(get(origin.port(), "/1"));
            client.readAnswer();
            String second = get(origin.port(), "/2");
            client.send(second);
            Answer answer = client.readAnswer();
            await().until(() -> proxy.records().size() == 2);
            AccessRecord record = proxy.records().get(1);
            assertThat(record.ruling().decision()).isEqualTo(Outcome.ALLOW);
            assertThat(record.who().client()).isEqualTo("127.0.3.1");
            assertThat(record.who().zone()).isEqualTo("room-3");
            assertThat(record.who().role()).isEqualTo("ks3");
            assertThat(record.asked().path()).isEqualTo("/2");
            assertThat(record.sent().status()).isEqualTo(200);
            assertThat(record.sent().bytesIn()).isEqualTo(second.length());
            assertThat(record.sent().bytesOut())
                    .isEqualTo(answer.head().length() + answer.body().length());
            assertThat(origin.connections())
                    .as("the connection to the origin is kept too")
                    .isEqualTo(1);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    while (true) {
                        String path = wire.readHead().split(" ")[1];
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
                    }
                });
                Wire client = proxy.pupil()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                requests.append(get(origin.port(), "/" + i));
            }
            client.send(requests.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(client.readAnswer().body()).isEqualTo("/" + i);
            }
        }
    }

    @Test
    void fieldsOfOneConnectionOrAboutTheSenderStayHere() throws IOException {
        String response =
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive, X-Hop\r\nKeep-Alive: timeout=5"
                        + "\r\nX-Hop: 1\r\nProxy-Authenticate: Basic\r\nAlt-Svc: h3=\":443\"\r\nX-End: 2\r\n\r\n";
        try (FakeOrigin origin = FakeOrigin.answering(response);
                Wire client = proxy.pupil()) {
            client.send(get(
                    origin.port(),
                    "/",
                    "Connection: keep-alive, X-Mine",
                    "X-Mine: 1",
                    "Proxy-Connection: keep-alive",
                    "Proxy-Authorization: Basic c2VjcmV0",
                    "TE: trailers",
                    "X-Forwarded-For: 10.0.0.1",
                    "X-FORWARDED-Host: inside.example",
                    "Forwarded: for=10.0.0.1",
                    "X-Real-IP: 10.0.0.1",
                    "X-End: 2"));
            Answer answer = client.readAnswer();
            String sent = origin.heads().get(0).toLowerCase(Locale.ROOT);
            assertThat(sent)
                    .doesNotContain("connection", "x-mine", "upgrade", "authorization", "te:", "forwarded", "x-real-ip")
                    .contains("x-end: 2\r\n");
            assertThat(answer.head().toLowerCase(Locale.ROOT))
                    .doesNotContain("connection", "keep-alive", "x-hop", "proxy-authenticate", "alt-svc")
                    .contains("x-end: 2\r\n");
        }
    }

    @Test
    void bytesOfTheUpperHalfInFieldsComeThroughUnchanged() throws IOException {
        try (FakeOrigin origin =
                        FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-B: \u00fc\u00ff\r\n\r\n");
                Wire client = proxy.pupil()) {
            client.send(get(origin.port(), "/", "X-A: \u00e9\u0080"));
            assertThat(client.readAnswer().field("x-b")).isEqualTo("\u00fc\u00ff");
            assertThat(origin.heads().get(0)).contains("X-A: \u00e9\u0080\r\n");
        }
    }

    @Test
    void bodyWithALengthIsPassedOn() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n" + wire.readText(8));
                });
                Wire client = proxy.pupil()) {
            client.send(post(origin.port(), "Content-Length: 8"));
            client.send("body");
            client.send("body");
            assertThat(client.readAnswer().body()).isEqualTo("bodybody");
        }
    }

    @Test
    void chunkedBodiesAndTrailersArePassedOnBothWays() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    String head = wire.readHead();
                    String body = wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 2\r\n\r\n");
                    assertThat(head).containsIgnoringCase("transfer-encoding: chunked\r\n");
                    assertThat(body).isEqualTo("4\r\nbody\r\n0\r\nX-Sum: 1\r\n\r\n");
                    wire.readHead();
                    wire.send(HELLO);
                });
                Wire client = proxy.pupil()) {
            client.send(post(origin.port(), "Transfer-Encoding: chunked"));
            client.send("4;ext=1\r\nbody\r\n0\r\nX-Sum: 1\r\n\r\n");
            assertThat(client.readHead()).containsIgnoringCase("transfer-encoding: chunked\r\n");
            assertThat(client.readHead()).isEqualTo("3\r\nabc\r\n0\r\nX-Sum: 2\r\n\r\n");
            client.send(get(origin.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
        }
    }

    @Test
    void answersWithoutABodyLeaveTheConnectionInStep() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    wire.readHead();
                    wire.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n");
                    wire.readHead();
                    wire.send("HTTP/1.1 204 No Content\r\n\r\n");
                    wire.readHead();
                    wire.send(HELLO);
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.request("HEAD", "site.example", origin.port(), "/"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: 1000\r\n");
            client.send(get(origin.port(), "/"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 304").containsIgnoringCase("content-length: 1000\r\n");
            client.send(get(origin.port(), "/"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 204").doesNotContainIgnoringCase("content-length");
            client.send(get(origin.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void expectationIsPassedOnAndEveryInformationalAnswerIsRelayed() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    assertThat(wire.readHead()).containsIgnoringCase("expect: 100-continue\r\n");
                    wire.send(
                            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nAlt-Svc: h3\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + wire.readText(4));
                });
                Wire client = proxy.pupil()) {
            client.send(post(origin.port(), "Content-Length: 4", "Expect: 100-continue"));
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 103")
                    .contains("</a>")
                    .doesNotContain("Alt-Svc");
            assertThat(client.readHead()).startsWith("HTTP/1.1 100");
            client.send("body");
            assertThat(client.readAnswer().body()).isEqualTo("body");
        }
    }

    @Test
    void bodyThatEndsWithTheConnectionBecomesChunkedForThoseWhoKnowChunks() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.0 200 OK\r\n\r\nto the end");
                });
                Wire client = proxy.pupil();
                Wire oldClient = proxy.pupil()) {
            client.send(get(origin.port(), "/"));
            Answer answer = client.readAnswer();
            assertThat(answer.field("transfer-encoding")).isEqualTo("chunked");
            assertThat(answer.body()).isEqualTo("to the end");
            oldClient.send("GET http://site.example:" + origin.port() + "/ HTTP/1.0\r\n\r\n");
            assertThat(oldClient.readToEnd())
                    .doesNotContainIgnoringCase("transfer-encoding")
                    .containsIgnoringCase("connection: close\r\n")
                    .endsWith("\r\n\r\nto the end");
        }
    }

    @Test
    void oldClientThatAsksForItKeepsItsConnection() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.pupil()) {
            for (int i = 0; i < 2; i++) {
                client.send(
                        "GET http://site.example:" + origin.port() + "/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
                Answer answer = client.readAnswer();
                assertThat(answer.field("connection")).isEqualTo("keep-alive");
                assertThat(answer.body()).isEqualTo("hello");
            }
        }
    }

    @Test
    void connectionIsClosedWhenTheClientAsksForIt() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.pupil()) {
            client.send(get(origin.port(), "/", "Connection: close"));
            assertThat(client.readAnswer().field("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void answerThatComesBeforeTheBodyIsSentReachesTheClient() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
                    wire.readHead();
                });
                Wire client = proxy.pupil()) {
            client.send(post(origin.port(), "Content-Length: 1000000"));
            client.send("some of it");
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.field("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void optionsForTheWholeServerHasNoPath() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.pupil()) {
            client.send(Requests.request("OPTIONS", "site.example", origin.port(), ""));
            client.readAnswer();
            assertThat(origin.heads().get(0)).startsWith("OPTIONS * HTTP/1.1\r\n");
        }
    }

    @Test
    void connectionThatSomeoneSignedInOnIsNotKeptForOthers() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.pupil()) {
            client.send(get(origin.port(), "/", "Authorization: Negotiate abcd"));
            client.readAnswer();
            client.send(get(origin.port(), "/"));
            client.readAnswer();
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void clientThatLeavesTakesItsOriginConnectionAlong() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.isEnded();
                    closed.countDown();
                });
                Wire client = proxy.pupil()) {
            client.send(get(origin.port(), "/"));
            await().until(() -> origin.connections() == 1);
            client.socket().close();
            await().until(() -> closed.getCount() == 0);
            await().until(() -> proxy.records().size() == 1);
            assertThat(proxy.records().get(0).note()).isEqualTo("client_closed");
            assertThat(proxy.records().get(0).sent().status()).isZero();
        }
    }

    @Test
    void otherWaysToTheOriginAreNotOfferedInTrailersEither() throws IOException {
        String response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAlt-Svc: h3\r\nX-End: 2\r\n\r\n";
        try (FakeOrigin origin = FakeOrigin.answering(response);
                Wire client = proxy.pupil()) {
            client.send(get(origin.port(), "/"));
            client.readHead();
            assertThat(client.readHead()).isEqualTo("0\r\nX-End: 2\r\n\r\n");
        }
    }
}
