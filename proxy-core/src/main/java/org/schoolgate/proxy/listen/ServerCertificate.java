package org.schoolgate.proxy.listen;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.schoolgate.proxy.metrics.Health;

/**
 * What a TLS port shows of itself, and reads anew when its files change. {@link #refresh} blocks and is called from one
 * thread; the rest is thread-safe.
 */
final class ServerCertificate {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String CHECK = "proxy certificate";

    private final TlsFiles files;
    private final Health health;
    private List<Object> version;
    private volatile SslContext context;

    /** @throws IOException when the files are not what they should be */
    ServerCertificate(TlsFiles files, Health health) throws IOException {
        this.files = files;
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
            }
        } catch (IOException | RuntimeException e) { // whatever is wrong with the files: they are looked at again
            health.warn(CHECK, "the one before stays in use: " + e.getMessage());
        }
    }

    private SslContext read() throws IOException {
        KeyPairFiles pair = KeyPairFiles.read(files);
        SslContext fresh = SslContextBuilder.forServer(pair.key(), pair.chain())
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS)
                .build();
        health.ok(CHECK, "in use: " + files.certificate());
        return fresh;
    }

    private List<Object> version() throws IOException {
        return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
    }
}
