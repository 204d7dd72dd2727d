package org.schoolgate.rules.overblock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.TestData;
import org.schoolgate.rules.policy.InvalidPolicyException;

/** The bars of {@code docs/benchmarks/overblock.md}, and what was measured: more than that is a step back. */
@Tag("realdata")
final class OverBlockTest {
    private static OverBlock measured;

    @BeforeAll
    static void measure(@TempDir Path work) throws IOException, InvalidPolicyException {
        measured = OverBlock.measure(TestData.folder(), Path.of("../deploy/starter"), work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ks3", "ks4", "staff"})
    void ofSchoolsAndUniversitiesOneInAThousandIsBlockedAtMost(String role) {
        assertThat(measured.education().asked()).isEqualTo(26_867);
        assertThat(measured.education().share(role)).isPositive().isLessThanOrEqualTo(OverBlock.MOST_OF_EDUCATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ks3", "ks4", "staff"})
    void noSupportSiteIsBlockedThoughListsWouldBlockSome(String role) {
        assertThat(measured.support().asked()).isGreaterThanOrEqualTo(200);
        assertThat(measured.support().refusals()).isEmpty();
        assertThat(measured.supportByListsAlone().blocked(role)).isPositive();
    }

    @Test
    void everyBlockOfAKnownGoodNameIsExplained() {
        assertThat(measured.unexplained()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ks3, 5236, 669", "ks4, 5236, 669", "staff, 2887, 707"})
    void noMoreKnownGoodNamesAreBlockedThanWereMeasured(String role, long blocked, long byFaultsOfLists) {
        assertThat(measured.knownGood().asked()).isEqualTo(44_836);
        assertThat(measured.knownGood().blocked(role)).isPositive().isLessThanOrEqualTo(blocked);
        assertThat(measured.knownGood(role, Cause.ALONE) + measured.knownGood(role, Cause.SHARED))
                .isPositive()
                .isLessThanOrEqualTo(byFaultsOfLists);
    }
}
