package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;

final class MemoryGuardTest {
    private static final String BLOCKED = Requests.get("adult.example", 80, "/");
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private double heap;
    private double direct;

    @Test
    void memoryIsShortWhileEitherKindIsOverItsShare() {
        Health health = new Health();
        MemoryGuard guard = new MemoryGuard(85, () -> heap, () -> direct, health);
        guard.look();
        assertThat(guard.isShort()).isFalse();
        heap = 0.86;
        guard.look();
        assertThat(guard.isShort()).isTrue();
        assertThat(health.level()).isEqualTo(Level.ERROR);
        heap = 0.5;
        direct = 0.99;
        guard.look();
        assertThat(guard.isShort()).isTrue();
        direct = 0.85;
        guard.look();
        assertThat(guard.isShort()).isFalse();
        assertThat(health.level()).isEqualTo(Level.OK);
    }

    @Test
    void heapIsMeasuredAfterCollectionsAndAnOldFigureDoesNotCount() {
        long[] now = {0};
        HeapAfterCollection measured = new HeapAfterCollection(() -> now[0]);
        byte[] kept = new byte[64 * MIB];
        System.gc();
        double share = measured.getAsDouble();
        assertThat(share).isBetween((double) kept.length / Runtime.getRuntime().maxMemory(), 1.0);
        now[0] += TimeUnit.SECONDS.toNanos(5);
        assertThat(measured.getAsDouble()).isPositive();
        now[0] += TimeUnit.SECONDS.toNanos(60);
        measured.getAsDouble(); // of whatever was collected meanwhile
        now[0] += TimeUnit.SECONDS.toNanos(11);
        assertThat(measured.getAsDouble()).isZero();
    }

    /** Buffers of a client that takes nothing, say. */
    private static List<ByteBuf> fill(double share) {
        List<ByteBuf> buffers = new ArrayList<>();
        while (Transport.buffersInUse() <= share) {
            buffers.add(Transport.BUFFERS.directBuffer(MIB));
        }
        return buffers;
    }

    @Test
    void newConnectionsAreTurnedAwayWhileBuffersAreShortAndThoseThatAreThereAreServed() throws IOException {
        assertThat(PlatformDependent.maxDirectMemory()).isGreaterThan(100L * MIB);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (TestProxy proxy = TestProxy.in(folder)
                        .connectionLimits(new ConnectionLimits(100, 100, 5))
                        .start();
                Wire early = proxy.pupil()) {
            proxy.register(meters);
            assertThat(status(early)).isEqualTo(403);
            List<ByteBuf> buffers = fill(0.05);
            try {
                await().until(() -> proxy.health().level() == Level.ERROR);
                try (Wire late = proxy.pupil()) {
                    assertThat(late.readAnswer().status()).isEqualTo(503);
                }
                assertThat(status(early)).isEqualTo(403);
                assertThat(meters.get("schoolgate.connections.refused")
                                .tag("limit", "memory")
                                .functionCounter()
                                .count())
                        .isEqualTo(1);
            } finally {
                buffers.forEach(ByteBuf::release);
            }
            await().until(() -> proxy.health().level() == Level.OK);
            try (Wire afterwards = proxy.pupil()) {
                assertThat(status(afterwards)).isEqualTo(403);
            }
        }
    }

    private static int status(Wire wire) throws IOException {
        wire.send(BLOCKED);
        return wire.readAnswer().status();
    }
}
