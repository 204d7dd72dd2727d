package org.schoolgate.proxy.control;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Appender;

/** A body that goes to a file as it comes; yields its SHA-256 in hex. Takes the length that was announced, no other. */
final class FileBody implements BodySubscriber<String> {
    private final Appender target;
    private final long announcedBytes;
    private final MessageDigest sha256 = sha256();
    private final CompletableFuture<String> result = new CompletableFuture<>();
    private long receivedBytes;
    private @Nullable Subscription subscription;

    FileBody(Appender target, long announcedBytes) {
        this.target = target;
        this.announcedBytes = announcedBytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public CompletionStage<String> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                append(buffer);
            }
            if (subscription != null) {
                subscription.request(1);
            }
        } catch (IOException e) {
            result.completeExceptionally(e);
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private void append(ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        receivedBytes += bytes.length;
        if (receivedBytes > announcedBytes) {
            throw new IOException("file larger than the " + announcedBytes + " bytes announced");
        }
        sha256.update(bytes);
        target.write(bytes, 0, bytes.length);
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        if (receivedBytes == announcedBytes) {
            result.complete(HexFormat.of().formatHex(sha256.digest()));
        } else {
            result.completeExceptionally(
                    new IOException("file of " + receivedBytes + " bytes (announced: " + announcedBytes + ")"));
        }
    }
}
