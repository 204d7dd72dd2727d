package org.schoolgate.proxy.tunnel;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.schoolgate.proxy.testing.Hellos;

/**
 * What holds for all first bytes of a client. In a normal run the inputs kept beside this class are tried; with {@code
 * JAZZER_FUZZ=1} and {@code -Djazzer.hooks=true} new ones are made, for one method at a time.
 */
final class OpeningFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void readingIsTotalAndDoesNotDependOnTheCut(FuzzedDataProvider data) {
        int cut = data.consumeInt(1, 1 << 15);
        byte[] bytes = data.consumeRemainingAsBytes();
        if (bytes.length > 0) {
            OpeningProperties.hold(bytes, Math.min(cut, bytes.length));
        }
    }

    @FuzzTest(maxDuration = "2m")
    void bodiesInWellFormedRecordsAreReadLikewise(FuzzedDataProvider data) {
        int cut = data.consumeInt(1, 1 << 15);
        int perRecord = data.consumeInt(1, 1 << 14);
        byte[] hello = Hellos.records(Hellos.message(data.consumeRemainingAsBytes()), perRecord);
        OpeningProperties.hold(hello, Math.min(cut, hello.length));
    }
}
