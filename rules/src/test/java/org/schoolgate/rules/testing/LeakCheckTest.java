package org.schoolgate.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The guard is guarded: it runs without being asked for, and fails who loses a buffer. */
final class LeakCheckTest {
    @Test
    void classThatLosesABufferFails() {
        assertThat(InnerRun.of(Loses.class).getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasMessageStartingWith("leaked: ByteBuf")
                        .hasMessageContaining("Loses.aBuffer"));
    }

    @Test
    void classThatReleasesWhatItTookPasses() {
        assertThat(InnerRun.of(Releases.class).getTestsSucceededCount()).isOne();
        assertThat(InnerRun.of(Releases.class).getTotalFailureCount()).isZero();
    }

    static final class Loses {
        @Test
        void aBuffer() {
            assertThat(ByteBufAllocator.DEFAULT.buffer(8).refCnt()).isOne();
        }
    }

    static final class Releases {
        @Test
        void aBuffer() {
            assertThat(ByteBufAllocator.DEFAULT.buffer(8).release()).isTrue();
        }
    }
}
