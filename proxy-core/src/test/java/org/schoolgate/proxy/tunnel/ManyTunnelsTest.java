package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.listen.ConnectionLimits;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.bundle.Bundle;

/** Many tunnels on one event loop; {@code -Dschoolgate.test.tunnels=4000} for more, four descriptors each. */
@Tag("slow")
final class ManyTunnelsTest {
    private static final int TUNNELS = Integer.getInteger("schoolgate.test.tunnels", 1_000);
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final Deque<SocketChannel> ends = new ArrayDeque<>();
    private TestProxy proxy;
    private ServerSocketChannel origin;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder)
                .threads(1)
                .connectionLimits(new ConnectionLimits(TUNNELS + 10, TUNNELS + 10, 100))
                .start();
        origin = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 100);
    }

    @AfterEach
    void stop() throws IOException {
        for (SocketChannel end : ends) {
            end.close();
        }
        origin.close();
        proxy.close();
    }

    private void openTunnel(String host) throws IOException {
        int port = origin.socket().getLocalPort();
        byte[] hello = Hellos.of(host);
        SocketChannel client = SocketChannel.open().bind(new InetSocketAddress("127.0.3.1", 0));
        ends.add(client);
        client.connect(new InetSocketAddress("127.0.0.1", proxy.port()));
        client.write(ByteBuffer.wrap(Requests.connect(host, port).getBytes(StandardCharsets.US_ASCII)));
        client.write(ByteBuffer.wrap(hello));
        SocketChannel accepted = origin.accept();
        ends.add(accepted);
        ByteBuffer got = ByteBuffer.allocate(hello.length);
        while (got.hasRemaining() && accepted.read(got) >= 0) {}
        assertThat(got.array()).isEqualTo(hello);
    }

    @Test
    void areJudgedAgainWithoutKeepingOthersWaiting() throws IOException {
        for (int i = 0; i < TUNNELS; i++) {
            openTunnel(i % 2 == 0 ? "site.example" : "other.example");
        }
        try (Wire probe = proxy.pupil()) {
            longestWait(probe, System.nanoTime()); // warm
            Bundle stricter = TestBundles.of(folder, 2, TestBundles.POLICY, TestBundles.blocking("site.example"));
            proxy.use(stricter);
            Duration wait = longestWait(probe, System.nanoTime() + SOON.toNanos());
            assertThat(closed()).isEqualTo(TUNNELS / 2);
            assertThat(wait).isLessThan(Duration.ofSeconds(1));
        }
        await().until(() -> proxy.connections() == TUNNELS / 2);
    }

    /** Asks, again and again, for what is answered at once, until all are closed that should be, or it is too late. */
    private Duration longestWait(Wire probe, long untilNanos) throws IOException {
        long longest = 0;
        do {
            long asked = System.nanoTime();
            probe.send(Requests.get("games.example", 80, "/"));
            assertThat(probe.readAnswer().status()).isEqualTo(403);
            longest = Math.max(longest, System.nanoTime() - asked);
        } while (closed() < TUNNELS / 2 && System.nanoTime() < untilNanos);
        return Duration.ofNanos(longest);
    }

    private long closed() {
        return proxy.records().stream()
                .map(AccessRecord::tunnel)
                .filter(tunnel -> tunnel != null && tunnel.closed().equals("policy"))
                .count();
    }
}
