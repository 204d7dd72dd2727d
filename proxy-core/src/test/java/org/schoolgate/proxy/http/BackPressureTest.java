package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;

/**
 * One side of an exchange stops taking bytes: the other has to stop too, after what the kernel's socket buffers hold, and
 * the proxy's memory must not grow. Then the rest comes through, to the last byte.
 */
@Tag("slow")
final class BackPressureTest {
    private static final long GIGABYTE = 1L << 30;
    private static final long MEGABYTE = 1L << 20;
    /** Four buffers of the kernel are in the way, each of up to 6 MB, and a little is ours. */
    private static final long MAX_SENT_INTO_A_STALL = 40 * MEGABYTE;

    private static final long MAX_GROWTH = 16 * MEGABYTE;
    private static final byte[] BLOCK = new byte[64 * 1024];

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
    void slowReaderOfALargeDownloadHoldsUpTheOriginAndNotTheMemory() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + GIGABYTE + "\r\n\r\n");
                    sendAll(wire, sent);
                });
                Wire client = proxy.pupil()) {
            long before = memory();
            client.send(Requests.get("site.example", origin.port(), "/"));
            client.readHead();
            assertStalled(sent, before);
            assertThat(receiveAll(client)).isEqualTo(GIGABYTE);
        }
    }

    @Test
    void slowOriginOfALargeUploadHoldsUpTheClientAndNotTheMemory() throws Exception {
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        CompletableFuture<Long> received = new CompletableFuture<>();
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    goOn.join();
                    received.complete(receiveAll(wire));
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
                Wire client = proxy.pupil()) {
            long before = memory();
            client.send(Requests.request("POST", "site.example", origin.port(), "/", "Content-Length: " + GIGABYTE));
            CompletableFuture<Void> upload = CompletableFuture.runAsync(() -> sendAllUnchecked(client, sent));
            assertStalled(sent, before);
            goOn.complete(null);
            upload.join();
            assertThat(client.readAnswer().status()).isEqualTo(200);
            assertThat(received.join()).isEqualTo(GIGABYTE);
        }
    }

    @Test
    void slowReaderOfATunnelHoldsUpTheOriginAndNotTheMemory() throws Exception {
        AtomicLong sent = new AtomicLong();
        byte[] hello = Hellos.of("site.example");
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.read(hello.length);
                    sendAll(wire, sent);
                });
                Wire client = proxy.pupil()) {
            long before = memory();
            client.send(Requests.connect("site.example", origin.port()));
            client.readHead();
            client.send(hello);
            assertStalled(sent, before);
            assertThat(receiveAll(client)).isEqualTo(GIGABYTE);
        }
    }

    @Test
    void clientThatTakesNothingForTooLongIsCutOff() throws Exception {
        Limits impatient = new Limits(
                8192,
                32768,
                100,
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                100,
                1024,
                BodyRates.DEFAULTS,
                Duration.ofSeconds(5));
        Path own = folder.resolve("impatient");
        AtomicLong sent = new AtomicLong();
        try (TestProxy impatientProxy = TestProxy.in(own).limits(impatient).start();
                FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + GIGABYTE + "\r\n\r\n");
                    sendAll(wire, sent);
                });
                Wire client = impatientProxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            client.readHead();
            await().until(() -> impatientProxy.records().size() == 1);
            assertThat(impatientProxy.records().get(0).note()).isEqualTo("client_stalled");
            await().until(() -> impatientProxy.connections() == 0);
        }
    }

    private static void assertStalled(AtomicLong sent, long memoryBefore) {
        AtomicLong last = new AtomicLong(-1);
        await().pollInterval(Duration.ofSeconds(1))
                .until(() -> last.getAndSet(sent.get()) == sent.get() && sent.get() > 0);
        assertThat(sent.get()).isLessThan(MAX_SENT_INTO_A_STALL);
        assertThat(memory() - memoryBefore).isLessThan(MAX_GROWTH);
    }

    private static void sendAll(Wire wire, AtomicLong sent) throws IOException {
        while (sent.get() < GIGABYTE) {
            wire.send(BLOCK);
            sent.addAndGet(BLOCK.length);
        }
    }

    private static void sendAllUnchecked(Wire wire, AtomicLong sent) {
        try {
            sendAll(wire, sent);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long receiveAll(Wire wire) throws IOException {
        long before = directMemory();
        byte[] buffer = new byte[BLOCK.length];
        long received = 0;
        long nextLook = 0;
        while (received < GIGABYTE) {
            int read = wire.readSome(buffer);
            if (read < 0) {
                return received;
            }
            received += read;
            if (received >= nextLook) {
                assertThat(directMemory() - before).isLessThan(MAX_GROWTH);
                nextLook += 64 * MEGABYTE;
            }
        }
        return received;
    }

    /** Buffers outside the heap, and what of the heap is in use after a collection. */
    private static long memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return directMemory() + runtime.totalMemory() - runtime.freeMemory();
    }

    /** Netty counts its buffers itself where it has them without the JDK's knowledge. */
    private static long directMemory() {
        long ofJdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ofJdk + Math.max(0, PlatformDependent.usedDirectMemory());
    }
}
