package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;

/** As many idle connections as the descriptors of this process allow for, both ends of each, but not over 10,000. */
@Tag("slow")
final class IdleConnectionsTest {
    private static final int WANTED = 10_000;
    private static final int OTHER_DESCRIPTORS = 1_500;
    private static final int BUSY = 200;
    private static final int THREADS = 8;
    private static final int ROUNDS = 10;
    private static final int CLIENTS = 200;
    private static final long MAX_BYTES_EACH = 10 * 1024;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final byte[] BLOCKED = Requests.get("adult.example", 80, "/").getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final List<SocketChannel> idle = new ArrayList<>();
    private final ByteBuffer answer = ByteBuffer.allocateDirect(8 * 1024);
    private TestProxy proxy;
    private int count;

    @BeforeEach
    void start() throws IOException {
        long descriptors =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        count = (int) Math.min(WANTED, (descriptors - OTHER_DESCRIPTORS) / 2);
        proxy = TestProxy.in(folder)
                .connectionLimits(new ConnectionLimits(256, count + 2 * BUSY, 100))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        for (SocketChannel end : idle) {
            end.close();
        }
        proxy.close();
    }

    @Test
    void takeLittleMemoryAndDoNotKeepBusyOnesWaiting() throws Exception {
        open(CLIENTS);
        long before = memory();
        open(count);
        long each = (memory() - before) / (count - CLIENTS);
        assertThat(proxy.connections()).isEqualTo(count);
        Duration wait = p99OfBusyOnes();
        System.getLogger(IdleConnectionsTest.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "{0} idle connections: {1} bytes each, both ends; p99 of {2} busy ones {3} ms",
                        count,
                        each,
                        BUSY,
                        wait.toMillis());
        assertThat(each).as("bytes an idle connection").isLessThanOrEqualTo(MAX_BYTES_EACH);
        assertThat(wait).isLessThan(MAX_WAIT);
        ask(idle.get(0));
        ask(idle.get(count - 1));
        for (SocketChannel end : idle) {
            end.close();
        }
        await().until(() -> proxy.connections() == 0);
    }

    /** Each has had an answer before it is idle. */
    private void open(int upTo) throws IOException {
        while (idle.size() < upTo) {
            String from = "127.0.3." + (1 + idle.size() % CLIENTS);
            SocketChannel client = SocketChannel.open().bind(new InetSocketAddress(from, 0));
            idle.add(client);
            client.connect(new InetSocketAddress("127.0.0.1", proxy.port()));
            ask(client);
        }
    }

    private void ask(SocketChannel client) throws IOException {
        client.write(ByteBuffer.wrap(BLOCKED));
        answer.clear();
        while (!isWhole()) {
            assertThat(client.read(answer)).isPositive();
        }
        assertThat(text()).startsWith("HTTP/1.1 403");
    }

    private boolean isWhole() {
        String text = text();
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String length =
                text.toLowerCase(Locale.ROOT).split("content-length: ", 2)[1].split("\r\n", 2)[0];
        return answer.position() >= end + 4 + Integer.parseInt(length);
    }

    private String text() {
        ByteBuffer read = answer.duplicate().flip();
        return StandardCharsets.ISO_8859_1.decode(read).toString();
    }

    /** Of heap and buffers, after the garbage is gone; records of the exchanges are no part of a connection. */
    private long memory() throws InterruptedException {
        proxy.forget();
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    private Duration p99OfBusyOnes() throws Exception {
        long[] waits = new long[BUSY * ROUNDS];
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (FakeOrigin origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i;
                done.add(threads.submit(() -> {
                    beBusy(origin.port(), first, waits);
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Arrays.sort(waits);
        return Duration.ofNanos(waits[waits.length * 99 / 100]);
    }

    private void beBusy(int origin, int first, long[] waits) throws IOException {
        List<Wire> wires = new ArrayList<>();
        try {
            for (int i = first; i < BUSY; i += THREADS) {
                wires.add(proxy.client("127.0.5." + (1 + i % CLIENTS)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < wires.size(); i++) {
                    long asked = System.nanoTime();
                    wires.get(i).send(Requests.get("site.example", origin, "/"));
                    assertThat(wires.get(i).readAnswer().body()).isEqualTo("hello");
                    waits[round * BUSY + first + i * THREADS] = System.nanoTime() - asked;
                }
            }
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }
}
