package org.schoolgate.proxy.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which a buffer was collected that nobody had released. */
public final class LeakCheck implements AfterAllCallback {
    private static final int ROUNDS = 3;

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
            throw new AssertionError("leak detection is not paranoid: the build sets io.netty.leakDetection.level");
        }
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            System.runFinalization();
            Thread.sleep(20);
            // Each tracked allocation looks for leaks that were collected.
            ByteBufAllocator.DEFAULT.buffer(1).release();
        }
        if (!RecordingLeakDetector.reports().isEmpty()) {
            throw new AssertionError("leaked: " + String.join("\n", RecordingLeakDetector.reports()));
        }
    }
}
