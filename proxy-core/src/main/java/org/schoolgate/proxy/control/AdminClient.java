package org.schoolgate.proxy.control;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.schoolgate.rules.disk.Appender;

/**
 * Calls the admin server. Every call blocks its thread, and comes to an end: there is a limit for connecting, one for the
 * whole answer (a server that drips a byte a second meets it too), and one for the answer's size. Thread-safe.
 */
public final class AdminClient {
    /*
     * HTTP/1.1, though the server speaks HTTP/2: a call that ran into its limit then takes its connection with it, and the
     * next call starts on a new one. With HTTP/2 it would wait on the same dead connection.
     */
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int OK = 200;
    private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

    private final HttpClient http;
    private final Enrolment enrolment;
    private final AdminTimeouts timeouts;

    /**
     * A client for the admin server of this enrolment.
     *
     * @throws IOException when the enrolment's CA is no certificate
     */
    public AdminClient(Enrolment enrolment, AdminTimeouts timeouts) throws IOException {
        this.enrolment = enrolment;
        this.timeouts = timeouts;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeouts.connect())
                .sslContext(PinnedTrust.only(enrolment.ca()))
                .build();
    }

    /** Number of this gateway. */
    public int gateway() {
        return enrolment.gateway();
    }

    /** Manifest and signature of a bundle that the server offers. Nobody has checked either. */
    public record Offer(byte[] manifest, byte[] signature) {}

    /** Waits until there is a bundle newer than this, or the server lets the wait end: empty then. */
    public Optional<Offer> newerBundle(long epoch, long generation) throws IOException {
        HttpRequest request =
                to("/gateway/v1/bundle?after=" + epoch + "." + generation).GET().build();
        HttpResponse<byte[]> answer = call(request, ignored -> new BoundedBody(MAX_ANSWER_BYTES), timeouts.longPoll());
        if (answer.statusCode() == NO_CONTENT) {
            return Optional.empty();
        }
        requireOk(answer);
        String signature = answer.headers()
                .firstValue("Schoolgate-Signature")
                .orElseThrow(() -> new IOException("the admin server offers a bundle without a signature"));
        return Optional.of(new Offer(answer.body(), decoded(signature)));
    }

    private static byte[] decoded(String base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("the admin server offers a bundle with a signature that is not base 64", e);
        }
    }

    /**
     * Fetches a file of a bundle, and appends it to {@code target} as it comes; what a failed call has appended is useless.
     *
     * @param bytes what the manifest says; not one more is taken
     * @throws IOException also when it is not the file of that digest and length
     */
    public void download(String sha256, long bytes, Appender target) throws IOException {
        HttpRequest request = to("/gateway/v1/files/" + sha256).GET().build();
        Duration limit = timeouts.answer().plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
        BodyHandler<String> handler = head ->
                head.statusCode() == OK ? new FileBody(target, bytes) : HttpResponse.BodySubscribers.replacing("");
        HttpResponse<String> answer = call(request, handler, limit);
        requireOk(answer);
        if (!answer.body().equals(sha256)) {
            throw new IOException("file " + sha256 + ": the admin server sent another one, " + answer.body());
        }
    }

    /** Delivers a batch of incidents, and returns the answer whatever its status is. */
    public HttpResponse<byte[]> postIncidents(byte[] batch) throws IOException {
        return call(
                json("/gateway/v1/suspected-incidents")
                        .POST(BodyPublishers.ofByteArray(batch))
                        .build(),
                ignored -> new BoundedBody(MAX_ANSWER_BYTES),
                timeouts.answer());
    }

    /** Says how this gateway is. */
    public void putStatus(byte[] status) throws IOException {
        HttpResponse<byte[]> answer = call(
                json("/gateway/v1/status")
                        .PUT(BodyPublishers.ofByteArray(status))
                        .build(),
                ignored -> new BoundedBody(MAX_ANSWER_BYTES),
                timeouts.answer());
        if (answer.statusCode() != NO_CONTENT) {
            requireOk(answer);
        }
    }

    private HttpRequest.Builder json(String path) {
        return to(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder to(String path) {
        URI uri = enrolment.admin().resolve(path);
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + enrolment.token());
    }

    private <T> HttpResponse<T> call(HttpRequest request, BodyHandler<T> handler, Duration limit) throws IOException {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, handler);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer of the admin server within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for the admin server");
        } catch (ExecutionException e) {
            throw new IOException("admin server " + enrolment.admin() + ": " + reason(e), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static void requireOk(HttpResponse<?> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException("the admin server answered " + answer.statusCode() + " to "
                    + answer.request().method() + " " + answer.uri().getPath());
        }
    }
}
