package org.schoolgate.cli.selftest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a web server answers, which may be any program that happens to have the port.
 *
 * @param date as it was sent
 * @param body in UTF-8
 */
record WebAnswer(int status, Optional<String> date, String body) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BODY = 1 << 20;

    /** Asks for it: see {@link #to(String, URI, InetSocketAddress)}. */
    static WebAnswer to(URI url) throws IOException, InterruptedException {
        return to("GET", url, null);
    }

    /**
     * Asks for it.
     *
     * @param proxy to ask through; null for none
     * @throws IllegalArgumentException when that is no URL of HTTP
     * @throws java.net.ConnectException when nobody serves there
     * @throws IOException when the answer is not whole within five seconds, or its body has more than 1 MiB
     */
    static WebAnswer to(String method, URI url, @Nullable InetSocketAddress proxy)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .method(method, BodyPublishers.noBody())
                .build();
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (proxy != null) {
            client.proxy(ProxySelector.of(proxy));
        }
        HttpResponse<String> whole = await(client.build().sendAsync(request, head -> new Body()));
        return new WebAnswer(whole.statusCode(), whole.headers().firstValue("date"), whole.body());
    }

    /** The client's own limit of time is over with the head. */
    private static HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer)
            throws IOException, InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Keeps a body as long as it is of a size that fits. */
    private static final class Body implements BodySubscriber<String> {
        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Subscription source) {
            subscription = source;
            source.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (bytes.size() + part.remaining() > MAX_BODY) {
                    giveUp();
                    return;
                }
                byte[] some = new byte[part.remaining()];
                part.get(some);
                bytes.writeBytes(some);
            }
        }

        private void giveUp() {
            if (subscription != null) {
                subscription.cancel();
            }
            text.completeExceptionally(new IOException("a body of more than " + MAX_BODY + " bytes"));
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
