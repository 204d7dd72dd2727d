package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.testing.AnsweredProxy;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Tunnel;

final class TunnelledHttpTest extends AnsweredProxy {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    TunnelledHttpTest() {
        super(OK);
    }

    /** Accepted, as every tunnel is before it says what it wants. */
    private Wire tunnel(String from, String host) throws IOException {
        Wire client = proxy.client(from);
        client.send(Requests.connect(host, origin.port()));
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 Connection established");
        return client;
    }

    private String get(String host, String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + ":" + origin.port() + "\r\n\r\n";
    }

    private List<AccessRecord> records(int count) {
        await().until(() -> proxy.records().size() == count);
        return proxy.records();
    }

    @Test
    void eachRequestIsForwardedAndRecordedAsOneOfItsOwn() throws IOException {
        try (Wire client = tunnel("127.0.3.1", "site.example")) {
            int sent = Requests.connect("site.example", origin.port()).length();
            for (String path : List.of("/a?b=c", "/d")) {
                client.send(get("site.example", path));
                sent += get("site.example", path).length();
                assertThat(client.readAnswer().body()).isEqualTo("ok");
            }
            List<AccessRecord> records = records(3);
            assertThat(records.get(0).tunnel()).isEqualTo(new Tunnel(null, false, "http"));
            assertThat(records).extracting(record -> record.asked().method()).containsExactly("CONNECT", "GET", "GET");
            assertThat(records).extracting(record -> record.asked().path()).containsExactly(null, "/a?b=c", "/d");
            assertThat(records.stream()
                            .mapToLong(record -> record.sent().bytesIn())
                            .sum())
                    .isEqualTo(sent);
            assertThat(origin.heads())
                    .allMatch(head -> head.contains("host: site.example:" + origin.port())
                            || head.contains("Host: site.example:" + origin.port()));
        }
    }

    @Test
    void requestRightBehindTheConnectIsServed() throws IOException {
        try (Wire client = proxy.pupil()) {
            String request = get("site.example", "/");
            client.send(Requests.connect("site.example", origin.port()) + request + request);
            assertThat(client.readHead()).contains("200 Connection established");
            assertThat(client.readAnswer().body()).isEqualTo("ok");
            assertThat(client.readAnswer().body()).isEqualTo("ok");
        }
    }

    @Test
    void requestInManySmallPiecesIsServed() throws IOException {
        try (Wire client = tunnel("127.0.3.1", "site.example")) {
            for (char c : get("site.example", "/").toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.readAnswer().body()).isEqualTo("ok");
        }
    }

    @Test
    void wholeUrlOfTheSameHostIsServed() throws IOException {
        try (Wire client = tunnel("127.0.3.1", "site.example")) {
            client.send(get("site.example", "http://SITE.example:" + origin.port() + "/x"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
            assertThat(origin.heads().get(0)).startsWith("GET /x HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example", "adult.example", "127.0.0.1", "sub.site.example"})
    void hostThatIsNotTheTunnelsIsRefused(String host) throws IOException {
        try (Wire client = tunnel("127.0.3.1", "site.example")) {
            client.send(get(host, "/"));
            assertMisdirected(client);
        }
    }

    @Test
    void wholeUrlOfAnotherHostIsRefused() throws IOException {
        try (Wire client = tunnel("127.0.3.1", "site.example")) {
            client.send(get("site.example", "http://other.example:" + origin.port() + "/"));
            assertMisdirected(client);
        }
    }

    private void assertMisdirected(Wire client) throws IOException {
        Answer answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.field("proxy-status")).contains("http_request_error");
        assertThat(client.isEnded()).isTrue();
        assertThat(records(2).get(1).ruling().decision()).isEqualTo(Outcome.REFUSE);
        assertThat(origin.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: site.example\r\nHost: site.example\r\n\r\n",
                "GET x HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "GET /a#b HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "GET /a\\b HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "GET https://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: site.example\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
            })
    void requestWithTwoReadingsIsRefused(String request) throws IOException {
        try (Wire client = tunnel("127.0.3.1", "site.example")) {
            client.send(request);
            assertThat(client.readAnswer().status()).isEqualTo(400);
            assertThat(client.isEnded()).isTrue();
            assertThat(origin.heads()).isEmpty();
        }
    }

    @Test
    void tunnelInsideTheTunnelIsRefused() throws IOException {
        try (Wire client = tunnel("127.0.3.1", "site.example")) {
            client.send(get("site.example", "/"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
            client.send(Requests.connect("site.example", origin.port()));
            assertThat(client.readAnswer().status()).isEqualTo(400);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void whoMayNotReachAnAddressGetsABlockPageThroughTheTunnel() throws IOException {
        try (Wire client = tunnel("127.0.1.1", "127.0.0.1")) {
            client.send(get("127.0.0.1", "/"));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            assertThat(records(2).get(1).ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(origin.heads()).isEmpty();
        }
        try (Wire teacher = tunnel("127.0.5.1", "127.0.0.1")) {
            teacher.send(get("127.0.0.1", "/"));
            assertThat(teacher.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void keptConnectionIsJudgedAtEachRequest() throws IOException {
        try (Wire client = tunnel("127.0.3.1", "site.example")) {
            client.send(get("site.example", "/"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
            proxy.use(TestBundles.of(folder, 2, TestBundles.POLICY, TestBundles.blocking("site.example")));
            client.send(get("site.example", "/"));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            proxy.use(TestBundles.of(folder, 3, TestBundles.POLICY, TestBundles.blocking()));
            client.send(get("site.example", "/"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
    }
}
