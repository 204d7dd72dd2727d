package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HoldTest {
    private final EventLoop loop = new DefaultEventLoop();
    private final AtomicInteger released = new AtomicInteger();
    private final AtomicInteger elsewhere = new AtomicInteger();

    @AfterEach
    void stop() {
        loop.shutdownGracefully();
    }

    private CompletableFuture<Void> hold() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        Hold.until(stage, loop, () -> {
            released.incrementAndGet();
            if (!loop.inEventLoop()) {
                elsewhere.incrementAndGet();
            }
        });
        return stage;
    }

    private void assertReleasedOnce() {
        await().until(() -> released.get() > 0);
        await().during(Duration.ofMillis(700)).until(() -> released.get() == 1);
        assertThat(elsewhere.get()).isZero();
    }

    @Test
    void endsOnTheLoopWhenTheStageIsComplete() {
        CompletableFuture<Void> stage = hold();
        assertThat(released.get()).isZero();
        stage.complete(null);
        assertReleasedOnce();
    }

    @Test
    void endsWhenTheStageFails() {
        hold().completeExceptionally(new IOException("disk"));
        assertReleasedOnce();
    }

    @Test
    void endsWhenTheTimeIsUpAndThenNotAgain() {
        CompletableFuture<Void> stage = hold();
        await().until(() -> released.get() == 1);
        stage.complete(null);
        assertReleasedOnce();
    }
}
