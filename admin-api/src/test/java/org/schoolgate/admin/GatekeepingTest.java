package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before any resource sees it. */
final class GatekeepingTest extends OneAdmin {
    private static final String ENTRIES = "/api/v1/lists/manager/entries";

    @Test
    void unknownPathIsNotFoundAndNeedsATokenToo() throws Exception {
        assertThat(admin.sendAnyway(admin.admin("/api/v1/unknown").GET()).status())
                .isEqualTo(404);
        assertThat(admin.sendAnyway(admin.request("/api/v1/unknown").GET()).status())
                .isEqualTo(401);
    }

    @Test
    void everyRefusalIsAProblemWithTheRequestsId() throws Exception {
        Answer answer = admin.sendAnyway(admin.admin("/api/v1/unknown").GET());
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.header("request-id"))
                .isEqualTo(answer.json().path("requestId").asText());
        assertThat(answer.json().path("status").asInt()).isEqualTo(404);
    }

    @Test
    void methodThatARouteDoesNotHaveIsRefused() throws Exception {
        Answer answer = admin.sendAnyway(admin.admin(ENTRIES).PUT(RunningAdmin.body("{}")));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
    }

    @Test
    void bodyOfAnotherTypeIsRefused() throws Exception {
        Answer answer = admin.send(
                admin.admin(ENTRIES).header("Content-Type", "text/plain").POST(RunningAdmin.body("{}")));
        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{                                            | not JSON at line 1, column 2",
                "[]                                           | wrong type",
                "null                                         | null",
                "{\"pattern\":{}}                             | pattern has the wrong type",
                "{\"pattern\":1}                              | pattern has the wrong type",
                "{\"patern\":\"a.example\"}                   | unknown field \"patern\"",
                "{\"pattern\":\"a.example\",\"pattern\":\"b\"} | not JSON",
                "{\"pattern\":\"a.example\"} {}               | wrong type",
            })
    void malformedJsonIsRefusedAndTheDetailSaysWhere(String body, String detail) throws Exception {
        Answer answer = admin.post(ENTRIES, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(detail);
    }

    @Test
    void bodyThatIsTooLargeIsRefused() throws Exception {
        Answer answer = admin.post(ENTRIES, "{\"note\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=1001", "limit=x", "cursor=%%", "cursor=eDE", "colour=red", "limit=1&limit=2"})
    void parameterThatIsUnknownDoubledOrMalformedIsRefused(String query) throws Exception {
        String path = "/api/v1/suspected-incidents?" + query.replace("%%", "%25");
        assertThat(admin.get(path).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "127.0.0.1, 200", "[::1], 200", "10.1.2.3, 200", "rebound.example, 421", "'', 421"})
    void hostMustBeOneOfOurNames(String host, int status) throws Exception {
        assertThat(statusOfHealthAskedBy(host)).isEqualTo(status);
    }

    /** The JDK's client does not let a {@code Host} be set. */
    private static int statusOfHealthAskedBy(String host) throws Exception {
        try (Socket socket = admin.tlsSocket()) {
            String request = "GET /api/v1/health HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String statusLine = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(statusLine.substring("HTTP/1.1 ".length()));
        }
    }

    @Test
    void answersAreNotCached() throws Exception {
        HttpRequest.Builder health = admin.request("/api/v1/health").GET();
        assertThat(admin.send(health).header("cache-control")).isEqualTo("no-store");
    }
}
