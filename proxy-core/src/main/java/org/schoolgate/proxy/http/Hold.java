package org.schoolgate.proxy.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A wait for something that other threads do, with an end. */
final class Hold {
    private static final int MAX_MILLIS = 500;

    private Hold() {}

    /** Calls {@code release} once, on the loop: when the stage is complete in whatever way, or the time is up. */
    static void until(CompletionStage<Void> stage, EventLoop loop, Runnable release) {
        Future<?> timer = loop.schedule(release, MAX_MILLIS, TimeUnit.MILLISECONDS);
        stage.whenComplete((nothing, failure) -> {
            if (timer.cancel(false)) {
                loop.execute(release);
            }
        });
    }
}
