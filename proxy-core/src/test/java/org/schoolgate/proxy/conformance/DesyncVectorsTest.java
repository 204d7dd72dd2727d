package org.schoolgate.proxy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.TestData;

/**
 * Requests of others, with the class that a library against desynchronisation gives them. What it does not call compliant
 * reaches no origin; what it does is served, but for what we do not take at all.
 */
@Tag("realdata")
final class DesyncVectorsTest {
    private static final String FILES = "http/desync-guardian-%s.yaml";

    /** Compliant, and refused all the same: other transfer codings than chunked. */
    private static final Pattern OTHER_CODING = Pattern.compile("(?is).*transfer-encoding:[^\r]*(gzip|deflate|;).*");
    /** Compliant only to who is lenient: what has to be percent-encoded in a target, is not. */
    private static final Set<String> RAW_TARGETS = Set.of("Compliant URL", "International in URI");

    @TempDir
    static Path folder;

    private static TestProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        proxy = TestProxy.in(folder).start();
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    private static List<Arguments> vectors() throws IOException {
        List<Arguments> vectors = new ArrayList<>();
        for (String file : List.of("rfc-compliant", "more-compliant-tests", "uri-specific-test-cases")) {
            Path path = TestData.folder().resolve(String.format(FILES, file));
            for (JsonNode vector : new YAMLMapper().readTree(path.toFile())) {
                vectors.add(Arguments.of(vector.get("name").asText(), vector));
            }
        }
        assertThat(vectors).hasSize(38);
        return vectors;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void isServedOnlyIfItHasOneReading(String name, JsonNode vector) throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    assertThat(wire.readHead()).contains(vector.get("uri").asText() + " HTTP/1.1\r\n");
                    wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    wire.readToEnd();
                });
                Wire client = proxy.pupil()) {
            String head = head(vector, "site.example:" + origin.port());
            client.send(head.getBytes(StandardCharsets.UTF_8));
            boolean isServed = vector.at("/expected/tier").asText().equals("Compliant")
                    && !OTHER_CODING.matcher(head).matches()
                    && !RAW_TARGETS.contains(name);
            if (isServed) {
                client.send(body(vector));
            }
            int status = client.readAnswer().status();
            assertThat(status).isIn(isServed ? Set.of(200) : Set.of(400, 501, 505));
            assertThat(origin.connections()).isEqualTo(isServed ? 1 : 0);
        }
    }

    private static String head(JsonNode vector, String authority) {
        StringBuilder head = new StringBuilder(vector.get("method").asText())
                .append(" http://")
                .append(authority)
                .append(vector.get("uri").asText())
                .append(' ')
                .append(vector.get("version").asText())
                .append("\r\nHost: ")
                .append(authority)
                .append("\r\n");
        fields(vector)
                .forEach(field -> head.append(field.get("name").asText())
                        .append(':')
                        .append(field.get("value").asText())
                        .append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static Stream<JsonNode> fields(JsonNode vector) {
        List<JsonNode> fields = new ArrayList<>();
        vector.get("headers").forEach(fields::add);
        return fields.stream();
    }

    private static String body(JsonNode vector) {
        return fields(vector)
                .map(field -> switch (field.get("name").asText()) {
                    case "Content-Length" ->
                        "x".repeat(Integer.parseInt(field.get("value").asText().strip()));
                    case "Transfer-Encoding" -> "0\r\n\r\n";
                    default -> "";
                })
                .reduce("", String::concat);
    }
}
