package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;

/** One side sends a lot and ends, the other takes its time: when the end comes, the proxy is not reading, and all arrives. */
final class EndBehindAStallTest {
    /** Far more than the kernel's socket buffers hold when nobody reads. */
    private static final int BYTES = 24 << 20;

    private static final byte[] HELLO = Hellos.of("site.example");

    @TempDir
    Path folder;

    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder).start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void slowReaderGetsTheWholeAnswerOfAnOriginThatHasEnded() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + BYTES + "\r\n\r\n");
                    wire.send(new byte[BYTES]);
                });
                Wire client = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/", "Connection: close"));
            client.readHead();
            assertThat(takenSlowly(client)).isEqualTo(BYTES);
        }
    }

    @Test
    void slowReaderOfATunnelGetsAllOfAnOriginThatHasEnded() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.read(HELLO.length);
                    wire.send(new byte[BYTES]);
                });
                Wire client = tunnel(origin)) {
            assertThat(takenSlowly(client)).isEqualTo(BYTES);
        }
    }

    @Test
    void slowOriginOfATunnelGetsAllOfAClientThatHasEndedItsSideAndCanAnswer() throws IOException {
        CompletableFuture<Integer> taken = new CompletableFuture<>();
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.read(HELLO.length);
                    taken.complete(takenSlowly(wire));
                    wire.send("thanks");
                });
                Wire client = tunnel(origin)) {
            client.send(new byte[BYTES]);
            client.endOutput();
            assertThat(taken.join()).isEqualTo(BYTES);
            assertThat(client.readToEnd()).isEqualTo("thanks");
        }
    }

    private Wire tunnel(FakeOrigin origin) throws IOException {
        Wire client = proxy.pupil();
        client.send(Requests.connect("site.example", origin.port()));
        client.readHead();
        client.send(HELLO);
        return client;
    }

    private static int takenSlowly(Wire wire) throws IOException {
        wire.socket().setReceiveBufferSize(64 * 1024);
        byte[] bytes = new byte[256 * 1024];
        int taken = 0;
        for (int length = wire.readSome(bytes); length > 0; length = wire.readSome(bytes)) {
            taken += length;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return taken;
    }
}
