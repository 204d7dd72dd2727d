package org.schoolgate.proxy.control;

import java.io.IOException;
import java.io.InterruptedIOException;
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
import java.util.function.UnaryOperator;
import org.schoolgate.rules.disk.Appender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the admin server. Every call blocks its thread, and comes to an end: there is a limit for connecting, one for the
 * whole answer (a server that drips a byte a second meets it too), and one for the answer's size. Thread-safe.
 */
public final class AdminClient {
    /*
     * HTTP/1.1, though the server speaks HTTP/2: a call that ran into its limit then takes its connection with it, and the
     * next call starts on a new one. With HTTP/2 it would wait on the same dead connection.
     */
    private static final Logger log = LoggerFactory.getLogger(AdminClient.class);

    private static final int MAX_ANSWER_BYTES = 1024 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int OK = 200;
    private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

    private static final int UNAUTHORIZED = 401;

    private final Enrolment.Source source;
    private final AdminTimeouts timeouts;
    private final int gateway;
    private volatile Link link;

    /**
     * A client for the admin server of an enrolment. The enrolment is read again after each call that failed: the admin
     * process may have got another port, certificate or token, and writes it down when it starts.
     *
     * @throws IOException when there is no enrolment, or its CA is no certificate
     */
    public AdminClient(Enrolment.Source source, AdminTimeouts timeouts) throws IOException {
        this.source = source;
        this.timeouts = timeouts;
        this.link = open(source.read());
        this.gateway = link.enrolment().gateway();
    }

    private record Link(Enrolment enrolment, HttpClient http) {}

    private Link open(Enrolment enrolment) throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeouts.connect())
                .sslContext(PinnedTrust.only(enrolment.ca()))
                .build();
        return new Link(enrolment, http);
    }

    /** Number of this gateway. */
    public int gateway() {
        return gateway;
    }

    /** Manifest and signature of a bundle that the server offers. Nobody has checked either. */
    public record Offer(byte[] manifest, byte[] signature) {}

    /** Waits until there is a bundle newer than this, or the server lets the wait end: empty then. */
    public Optional<Offer> newerBundle(long epoch, long generation) throws IOException {
        String path = "/gateway/v1/bundle?after=" + epoch + "." + generation;
        HttpResponse<byte[]> answer =
                call(path, HttpRequest.Builder::GET, ignored -> new BoundedBody(MAX_ANSWER_BYTES), timeouts.longPoll());
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
        Duration limit = timeouts.answer().plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
        BodyHandler<String> handler = head ->
                head.statusCode() == OK ? new FileBody(target, bytes) : HttpResponse.BodySubscribers.replacing("");
        HttpResponse<String> answer = call("/gateway/v1/files/" + sha256, HttpRequest.Builder::GET, handler, limit);
        requireOk(answer);
        if (!answer.body().equals(sha256)) {
            throw new IOException("file " + sha256 + ": the admin server sent another one, " + answer.body());
        }
    }

    /** Delivers a batch of incidents, and returns the answer whatever its status is. */
    public HttpResponse<byte[]> postIncidents(byte[] batch) throws IOException {
        return call(
                "/gateway/v1/suspected-incidents",
                request -> json(request).POST(BodyPublishers.ofByteArray(batch)),
                ignored -> new BoundedBody(MAX_ANSWER_BYTES),
                timeouts.answer());
    }

    /** Says how this gateway is. */
    public void putStatus(byte[] status) throws IOException {
        HttpResponse<byte[]> answer = call(
                "/gateway/v1/status",
                request -> json(request).PUT(BodyPublishers.ofByteArray(status)),
                ignored -> new BoundedBody(MAX_ANSWER_BYTES),
                timeouts.answer());
        if (answer.statusCode() != NO_CONTENT) {
            requireOk(answer);
        }
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json");
    }

    private <T> HttpResponse<T> call(
            String path, UnaryOperator<HttpRequest.Builder> kind, BodyHandler<T> handler, Duration limit)
            throws IOException {
        Link used = link;
        try {
            HttpResponse<T> answer = call(used, path, kind, handler, limit);
            if (answer.statusCode() == UNAUTHORIZED) {
                renew(used);
            }
            return answer;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            renew(used);
            throw e;
        }
    }

    /** For the calls to come. An enrolment that cannot be read, or is another gateway's, changes nothing. */
    private void renew(Link failed) {
        try {
            Enrolment now = source.read();
            if (now.gateway() == gateway && !now.equals(failed.enrolment()) && link == failed) {
                link = open(now);
                log.info("Control: following the enrolment, which has changed");
            }
        } catch (IOException e) {
            log.warn("Control: the enrolment cannot be read again: {}", e.getMessage());
        }
    }

    private static <T> HttpResponse<T> call(
            Link link, String path, UnaryOperator<HttpRequest.Builder> kind, BodyHandler<T> handler, Duration limit)
            throws IOException {
        Enrolment enrolment = link.enrolment();
        HttpRequest request = kind.apply(
                        HttpRequest.newBuilder(enrolment.admin().resolve(path)))
                .header("Authorization", "Bearer " + enrolment.token())
                .build();
        CompletableFuture<HttpResponse<T>> answer = link.http().sendAsync(request, handler);
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
