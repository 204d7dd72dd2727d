package org.schoolgate.rules.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test class after which a buffer was collected that nobody had released. JUnit finds it as a service, and has it run
 * with every class of every module; the parent pom switches that on, and the detection to paranoid. Classes that run at once
 * may be blamed for each other's leaks, which the report tells apart: it says where the buffer was last touched.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final Namespace OURS = Namespace.create(LeakCheck.class);
    private static final int ROUNDS = 3;

    @Override
    public void beforeAll(ExtensionContext context) {
        if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
            throw new AssertionError("leak detection is not paranoid: the build sets io.netty.leakDetection.level");
        }
        context.getStore(OURS).put(LeakCheck.class, RecordingLeakDetector.tracked());
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        Long before = context.getStore(OURS).get(LeakCheck.class, Long.class);
        if (before != null && before == RecordingLeakDetector.tracked()) {
            return;
        }
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            System.runFinalization();
            Thread.sleep(20);
            // Each tracked allocation looks for leaks that were collected.
            ByteBufAllocator.DEFAULT.buffer(1).release();
        }
        List<String> leaks = RecordingLeakDetector.takeReports();
        if (!leaks.isEmpty()) {
            throw new AssertionError("leaked: " + String.join("\n", leaks));
        }
    }
}
