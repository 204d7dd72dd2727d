package org.schoolgate.proxy.listen;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.schoolgate.proxy.metrics.Health;

/**
 * What a TLS port shows of itself, and reads anew when its files change. {@link #refresh} blocks and is called from one
 * thread; the rest is thread-safe.
 */
final class ServerCertificate {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsFiles files;
    private final String check;
    private final InstantSource clock;
    private final Health health;
    private List<Object> version;
    private Instant end = Instant.MAX;
    private Instant firstEnd = Instant.MAX;
    /** What is the matter with the files as they are now; empty when they are in use. */
    private String fault = "";

    private volatile SslContext context;

    /** @throws IOException when the files are not what they should be */
    ServerCertificate(TlsFiles files, InstantSource clock, Health health) throws IOException {
        this.files = files;
        this.check = "proxy certificate " + files.certificate();
        this.clock = clock;
        this.health = health;
        this.version = version();
        this.context = read();
    }

    /** For one connection; gives up a handshake that takes longer. */
    SslHandler newHandler(ByteBufAllocator buffers, Duration handshakeTime) {
        SslHandler handler = context.newHandler(buffers);
        handler.setHandshakeTimeoutMillis(handshakeTime.toMillis());
        return handler;
    }

    /** Uses the files as they are now. When they are not in order, what was read last stays in use, and health says so. */
    void refresh() {
        try {
            List<Object> now = version();
            if (!now.equals(version)) {
                version = now;
                context = read();
                fault = "";
            }
        } catch (IOException | RuntimeException e) { // whatever is wrong with the files: they are read again
            fault = String.valueOf(e.getMessage());
            version = List.of();
        }
        report();
    }

    /** Says nothing of it in health any more. */
    void forget() {
        health.forget(check);
    }

    private void report() {
        Instant now = clock.instant();
        if (!now.isBefore(end)) {
            String replacement = fault.isEmpty() ? "" : "; what is in the files now is of no use: " + fault;
            health.error(check, "ended at " + end + ": browsers refuse it" + replacement);
        } else if (!fault.isEmpty()) {
            health.warn(check, "the one before stays in use: " + fault);
        } else if (now.plus(TlsFiles.NEAR_THE_END).isAfter(end)) {
            health.warn(check, "ends at " + end + "; a newer one is taken up as soon as it is in the file");
        } else if (now.plus(TlsFiles.NEAR_THE_END).isAfter(firstEnd)) {
            health.warn(check, "one of those behind it in the file ends at " + firstEnd);
        } else {
            health.ok(check, "ends at " + end);
        }
    }

    private SslContext read() throws IOException {
        KeyPairFiles pair = KeyPairFiles.read(files);
        SslContext fresh = SslContextBuilder.forServer(pair.key(), pair.chain())
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS)
                .build();
        end = pair.end();
        firstEnd = pair.firstEnd();
        return fresh;
    }

    private List<Object> version() throws IOException {
        return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
    }
}
