package org.schoolgate.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** The guard is guarded: it runs without being asked for, and fails each test in which an event loop blocks. */
final class BlockingCheckTest {
    @Test
    void testsInWhichAnEventLoopBlocksFailAndNoOthers() {
        assertThat(InnerRun.of(Blocks.class).getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName())
                .containsExactlyInAnyOrder("sleeps()", "waits()", "looksANameUp()", "reads()", "writes()");
    }

    @Test
    void failureSaysWhere() {
        assertThat(InnerRun.of(Blocks.class).getFailures())
                .extracting(Failure::getException)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageStartingWith("blocked on an event loop:")
                        .hasMessageContaining(Blocks.class.getName()));
    }

    static final class Blocks {
        private static DefaultEventExecutor loop;

        @BeforeAll
        static void start() {
            loop = new DefaultEventExecutor();
        }

        @AfterAll
        static void stop() throws InterruptedException {
            loop.shutdownGracefully().await();
        }

        @Test
        void sleeps() throws Exception {
            onLoop(() -> {
                Thread.sleep(1);
                return "slept";
            });
        }

        @Test
        void waits() throws Exception {
            onLoop(() -> {
                LockSupport.parkNanos(1);
                return "waited";
            });
        }

        @Test
        void looksANameUp() throws Exception {
            onLoop(() -> InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getHostName());
        }

        @Test
        void reads() throws Exception {
            Path file = Path.of("pom.xml");
            onLoop(() -> Files.readAllBytes(file));
        }

        @Test
        void writes() throws Exception {
            onLoop(() -> Files.writeString(Path.of("/dev/null"), "text"));
        }

        @Test
        void doesNothing() throws Exception {
            onLoop(() -> "done");
        }

        @Test
        void blocksElsewhere() throws Exception {
            Thread.sleep(1);
            assertThat(Files.readAllBytes(Path.of("pom.xml"))).isNotEmpty();
        }

        private static void onLoop(Callable<?> task) throws Exception {
            assertThat(loop.submit(task).get()).as("goes on all the same").isNotNull();
        }
    }
}
