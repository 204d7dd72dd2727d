package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.LeakCheck;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;

/** Requests that are malformed, or that two servers could read differently: none is mended, none gets anywhere. */
@ExtendWith(LeakCheck.class)
final class MalformedRequestTest {
    @TempDir
    static Path folder;

    private static TestProxy proxy;
    private static FakeOrigin origin;

    @BeforeAll
    static void start() throws IOException {
        proxy = TestProxy.in(folder)
                .limits(new Limits(8192, 32768, 100, Duration.ofMillis(300), Duration.ofSeconds(60), 3, 1024))
                .start();
        origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    /** Name, expected status, and the bytes, in which {@code $A} is the origin's authority; lines end with CR LF. */
    private static Stream<Arguments> requests() {
        return Stream.of(
                // request line (RFC 9112, section 3)
                raw("HTTP/0.9", 400, "GET http://$A/\r\n\r\n"),
                raw("two spaces after the method", 400, "GET  http://$A/ HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("two spaces before the version", 400, "GET http://$A/  HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("space before the method", 400, " GET http://$A/ HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("space after the version", 400, "GET http://$A/ HTTP/1.1 \r\nHost: $A\r\n\r\n"),
                raw("tab for a space", 400, "GET\thttp://$A/ HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("vertical tab for a space", 400, "GET\u000bhttp://$A/ HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("bare LF after the request line", 400, "GET http://$A/ HTTP/1.1\nHost: $A\r\n\r\n"),
                raw("bare CR in the request line", 400, "GET http://$A/\rX HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("NUL in the target", 400, "GET http://$A/\u0000 HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("control in the target", 400, "GET http://$A/\u0001 HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("upper half in the target", 400, "GET http://$A/\u00e9 HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("space in the target", 400, "GET http://$A/a b HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("three empty lines first", 400, "\r\n\r\n\r\nGET http://$A/ HTTP/1.1\r\nHost: $A\r\n\r\n"),
                raw("LF first", 400, "\nGET http://$A/ HTTP/1.1\r\nHost: $A\r\n\r\n"),
                head("lower-case method", 501, "get http://$A/ HTTP/1.1", "Host: $A"),
                head("unknown method", 501, "FOO http://$A/ HTTP/1.1", "Host: $A"),
                head("TRACE", 501, "TRACE http://$A/ HTTP/1.1", "Host: $A"),
                head("method that is no token", 400, "G(T http://$A/ HTTP/1.1", "Host: $A"),
                head("HTTP/2 preface", 505, "PRI * HTTP/2.0"),
                head("HTTP/1.2", 505, "GET http://$A/ HTTP/1.2", "Host: $A"),
                head("HTTP/1.10", 505, "GET http://$A/ HTTP/1.10", "Host: $A"),
                head("HTTP/01.1", 505, "GET http://$A/ HTTP/01.1", "Host: $A"),
                head("lower-case version", 505, "GET http://$A/ http/1.1", "Host: $A"),
                head("no version", 505, "GET http://$A/ HTTP/", "Host: $A"),
                head("long request line", 414, "GET http://$A/" + "a".repeat(8192) + " HTTP/1.1", "Host: $A"),
                // target
                head("origin form", 400, "GET / HTTP/1.1", "Host: $A"),
                head("health of the proxy itself", 400, "GET /health HTTP/1.1", "Host: 127.0.0.1"),
                head("asterisk form", 400, "OPTIONS * HTTP/1.1", "Host: $A"),
                head("authority form for GET", 400, "GET $A HTTP/1.1", "Host: $A"),
                head("https target", 400, "GET https://$A/ HTTP/1.1", "Host: $A"),
                head("ftp target", 400, "GET ftp://$A/ HTTP/1.1", "Host: $A"),
                head("user info", 400, "GET http://user@$A/ HTTP/1.1", "Host: $A"),
                head("user info with the host", 400, "GET http://good.example@$A/ HTTP/1.1", "Host: $A"),
                head("fragment", 400, "GET http://$A/#top HTTP/1.1", "Host: $A"),
                head("fragment as authority", 400, "GET http://good.example#@$A/ HTTP/1.1", "Host: $A"),
                head("backslash", 400, "GET http://$A\\@good.example/ HTTP/1.1", "Host: $A"),
                head("no authority", 400, "GET http:///path HTTP/1.1", "Host: $A"),
                head("one slash", 400, "GET http:/$A/ HTTP/1.1", "Host: $A"),
                head("empty port", 400, "GET http://site.example:/ HTTP/1.1", "Host: site.example"),
                head("port 0", 400, "GET http://site.example:0/ HTTP/1.1", "Host: site.example:0"),
                head("port too great", 400, "GET http://site.example:65616/ HTTP/1.1", "Host: site.example:80"),
                head("port with a sign", 400, "GET http://site.example:+80/ HTTP/1.1", "Host: site.example"),
                head("port with a zero first", 400, "GET http://site.example:080/ HTTP/1.1", "Host: site.example"),
                head("two ports", 400, "GET http://site.example:80:80/ HTTP/1.1", "Host: site.example"),
                head("percent in the host", 400, "GET http://site%2eexample/ HTTP/1.1", "Host: site.example"),
                head("bad IPv6 address", 400, "GET http://[::1/ HTTP/1.1", "Host: [::1"),
                head("IPv6 zone", 400, "GET http://[fe80::1%25eth0]/ HTTP/1.1", "Host: [fe80::1%25eth0]"),
                // Host
                head("no Host", 400, "GET http://$A/ HTTP/1.1"),
                head("two Hosts", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "Host: $A"),
                head("other Host", 400, "GET http://$A/ HTTP/1.1", "Host: other.example"),
                head("other port in Host", 400, "GET http://$A/ HTTP/1.1", "Host: site.example:1"),
                head("port only in the target", 400, "GET http://$A/ HTTP/1.1", "Host: site.example"),
                head("empty Host", 400, "GET http://$A/ HTTP/1.1", "Host:"),
                head("list in Host", 400, "GET http://$A/ HTTP/1.1", "Host: $A, other.example"),
                head("user info in Host", 400, "GET http://$A/ HTTP/1.1", "Host: user@$A"),
                head("path in Host", 400, "GET http://$A/ HTTP/1.1", "Host: $A/"),
                head("other Host in HTTP/1.0", 400, "GET http://$A/ HTTP/1.0", "Host: other.example"),
                // fields (RFC 9112, section 5)
                head("space before the colon", 400, "GET http://$A/ HTTP/1.1", "Host : $A"),
                head("tab before the colon", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X\t: 1"),
                head("space before the first field", 400, "GET http://$A/ HTTP/1.1", " Host: $A"),
                head("folded line", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X: 1", " 2"),
                head("line folded with a tab", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X: 1", "\t2"),
                head("no colon", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X"),
                head("empty name", 400, "GET http://$A/ HTTP/1.1", "Host: $A", ": 1"),
                head("name that is no token", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X(y): 1"),
                head("NUL in a name", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X\u0000: 1"),
                head("NUL in a value", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X: a\u0000b"),
                head("control in a value", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X: a\u0007b"),
                head("DEL in a value", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "X: a\u007fb"),
                raw("bare CR in a value", 400, "GET http://$A/ HTTP/1.1\r\nHost: $A\r\nX: a\rY: b\r\n\r\n"),
                raw("bare LF after a field", 400, "GET http://$A/ HTTP/1.1\r\nHost: $A\nX: 1\r\n\r\n"),
                raw("bare LF as the last line", 400, "GET http://$A/ HTTP/1.1\r\nHost: $A\r\n\n"),
                raw("CR CR LF at the end", 400, "GET http://$A/ HTTP/1.1\r\nHost: $A\r\n\r\r\n"),
                head("101 fields", 431, "GET http://$A/ HTTP/1.1", "Host: $A" + "\r\nX: 1".repeat(100)),
                head("large head", 431, "GET http://$A/ HTTP/1.1", "Host: $A", "X: " + "a".repeat(32768)),
                head("Connection names Host", 400, "GET http://$A/ HTTP/1.1", "Host: $A", "Connection: host"),
                // framing (RFC 9112, section 6)
                post("length and coding", 400, "Content-Length: 5", "Transfer-Encoding: chunked"),
                post("coding and length", 400, "Transfer-Encoding: chunked", "Content-Length: 5"),
                post("two lengths", 400, "Content-Length: 5", "Content-Length: 6"),
                post("two equal lengths", 400, "Content-Length: 5", "Content-Length: 5"),
                post("list of lengths", 400, "Content-Length: 5, 5"),
                post("length with a sign", 400, "Content-Length: +5"),
                post("negative length", 400, "Content-Length: -5"),
                post("hexadecimal length", 400, "Content-Length: 0x5"),
                post("empty length", 400, "Content-Length:"),
                post("length of two words", 400, "Content-Length: 5 5"),
                post("length past all bounds", 400, "Content-Length: 99999999999999999999"),
                post("coding that is not chunked", 400, "Transfer-Encoding: gzip"),
                post("identity", 400, "Transfer-Encoding: identity"),
                post("chunked not last", 400, "Transfer-Encoding: chunked, gzip"),
                post("chunked twice", 400, "Transfer-Encoding: chunked, chunked"),
                post("chunked after another coding", 501, "Transfer-Encoding: gzip, chunked"),
                post("two codings", 501, "Transfer-Encoding: gzip", "Transfer-Encoding: chunked"),
                post("quoted coding", 400, "Transfer-Encoding: \"chunked\""),
                post("xchunked", 400, "Transfer-Encoding: xchunked"),
                post("empty coding", 400, "Transfer-Encoding:"),
                head("coding in HTTP/1.0", 400, "POST http://$A/ HTTP/1.0", "Host: $A", "Transfer-Encoding: chunked"),
                head(
                        "two lengths in HTTP/1.0",
                        400,
                        "POST http://$A/ HTTP/1.0",
                        "Host: $A",
                        "Content-Length: 5",
                        "Content-Length: 6"),
                head(
                        "WebSocket of 2010",
                        400,
                        "GET http://$A/ HTTP/1.1",
                        "Host: $A",
                        "Sec-WebSocket-Key1: 1",
                        "Sec-WebSocket-Key2: 2"),
                // CONNECT
                head("CONNECT without a port", 400, "CONNECT site.example HTTP/1.1", "Host: site.example"),
                head("CONNECT with a scheme", 400, "CONNECT http://$A HTTP/1.1", "Host: $A"),
                head("CONNECT with a path", 400, "CONNECT $A/ HTTP/1.1", "Host: $A"),
                head("CONNECT with user info", 400, "CONNECT user@$A HTTP/1.1", "Host: $A"),
                head("CONNECT with another Host", 400, "CONNECT $A HTTP/1.1", "Host: other.example:443"),
                head("CONNECT with a length", 400, "CONNECT $A HTTP/1.1", "Host: $A", "Content-Length: 0"),
                head("CONNECT with chunks", 400, "CONNECT $A HTTP/1.1", "Host: $A", "Transfer-Encoding: chunked"),
                // no HTTP at all
                raw("TLS", 400, "\u0016\u0003\u0001\u0002\u0000\u0001"),
                raw("SSH", 400, "SSH-2.0-OpenSSH_9.0\r\n"),
                raw("SOCKS", 400, "\u0005\u0001\u0000"));
    }

    private static Arguments raw(String name, int status, String bytes) {
        return Arguments.of(name, status, bytes);
    }

    private static Arguments head(String name, int status, String... lines) {
        return raw(name, status, String.join("\r\n", lines) + "\r\n\r\n");
    }

    private static Arguments post(String name, int status, String... fields) {
        return raw(
                name,
                status,
                "POST http://$A/ HTTP/1.1\r\nHost: $A\r\n" + String.join("\r\n", fields) + "\r\n\r\nabcde");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isRefusedRecordedOnceAndReachesNoOrigin(String name, int status, String bytes) throws IOException {
        int before = proxy.records().size();
        try (Wire client = proxy.pupil()) {
            client.send(bytes.replace("$A", "site.example:" + origin.port()));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("connection")).isEqualTo("close");
            assertThat(answer.field("proxy-status")).startsWith("schoolgate; error=http_request_error; details=\"");
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(proxy.records()).hasSize(before + 1);
        AccessRecord record = proxy.records().get(before);
        assertThat(record.ruling().decision()).isEqualTo(Outcome.REFUSE);
        assertThat(record.note()).isEqualTo("http_request_error");
        assertThat(record.sent().status()).isEqualTo(status);
        assertThat(record.who().zone()).isEqualTo("room-3");
        assertThat(origin.connections()).as("connections to the origin").isZero();
    }

    @Test
    void headThatTakesTooLongIsTimedOut() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send("GET http://site.example/ HTTP/1.1\r\nHost: si");
            assertThat(client.readAnswer().status()).isEqualTo(408);
            assertThat(client.isEnded()).isTrue();
        }
    }
}
