package org.schoolgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import picocli.CommandLine.Option;

/**
 * The options that say which admin process is meant, and the requests to it: over HTTPS with the installation's own CA and no
 * other trusted, with the installation's token.
 */
public final class AdminConnection {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Millions of list entries are compiled before the answer. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(15);

    private static final URI DEFAULT = URI.create("https://localhost:8443");

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description =
                    "The admin process (that of the installation; where its folder names none, https://localhost:8443).")
    private @Nullable URI admin;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The installation's folder, for its token and its CA (${DEFAULT-VALUE}).")
    private Path data;

    /** Sends a body and returns the answer; every answer that is no success is a refusal, with the reasons it gave. */
    public JsonNode put(String pathAndQuery, String contentType, BodyPublisher body)
            throws IOException, InterruptedException, RefusedException {
        return json(request(pathAndQuery).header("Content-Type", contentType).PUT(body));
    }

    /** As {@link #put}, to what takes a POST. */
    public JsonNode post(String pathAndQuery, String contentType, BodyPublisher body)
            throws IOException, InterruptedException, RefusedException {
        return json(request(pathAndQuery).header("Content-Type", contentType).POST(body));
    }

    /** What there is; every answer that is no success is a refusal. */
    public JsonNode get(String pathAndQuery) throws IOException, InterruptedException, RefusedException {
        return json(request(pathAndQuery).GET());
    }

    /** The same of what is no JSON. */
    public String getText(String pathAndQuery) throws IOException, InterruptedException, RefusedException {
        return answer(request(pathAndQuery).GET());
    }

    private HttpRequest.Builder request(String pathAndQuery) throws IOException, RefusedException {
        return HttpRequest.newBuilder(address().resolve(pathAndQuery))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", "Bearer " + token());
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException, RefusedException {
        return JSON.readTree(answer(request));
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException, RefusedException {
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() != 200 && response.statusCode() != 201) {
            throw new RefusedException(Refusal.text(response.statusCode(), response.body()));
        }
        return response.body();
    }

    private URI address() {
        URI enrolled = admin == null ? EnrolledAdmin.of(data.resolve("gateway").resolve("enrolment.json")) : admin;
        return enrolled == null ? DEFAULT : enrolled;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(PinnedAuthority.read(
                        data.resolve("admin").resolve("keys").resolve("ca.pem")))
                .connectTimeout(CONNECT_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException("no admin process answers at " + request.uri().resolve("/"), e);
        }
    }

    private String token() throws IOException, RefusedException {
        try {
            return Files.readString(data.resolve("admin-token")).strip();
        } catch (NoSuchFileException e) {
            throw new RefusedException(e.getMessage()
                    + ": no such file (expected: an installation that has been started; --data DIR says where it is)");
        }
    }
}
