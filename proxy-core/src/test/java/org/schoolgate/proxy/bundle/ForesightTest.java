package org.schoolgate.proxy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Policy;

final class ForesightTest {
    private static final String LESSONS = TestBundles.POLICY + """
            calendar:
              bells: {day: [{name: 1, from: "09:00", to: "10:00"}, {name: 2, from: "10:00", to: "11:00"}]}
              timetable: [{bells: day}]
            rules: [{id: games, categories: [games], action: block, when: [lesson]}]
            """;
    private static final Instant BEFORE = Instant.parse("2026-11-30T08:50:00Z");
    private static final Instant FIRST = Instant.parse("2026-11-30T09:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-30T10:00:00Z");

    private Instant now = BEFORE;
    private final CurrentBundle current = new CurrentBundle(() -> now);

    @TempDir
    private Path temp;

    @Test
    void bundleIsPreparedForNowAndTheNextBellBeforeItServes() {
        Policy policy = lessons();
        assertThat(policy.isPrepared(BEFORE)).isTrue();
        assertThat(policy.isPrepared(FIRST)).isTrue();
        assertThat(policy.isPrepared(SECOND)).isFalse();
    }

    @Test
    void afterABellTheNextOneIsPrepared() {
        Policy policy = lessons();
        now = FIRST;
        new Foresight(current, () -> now).look();
        assertThat(policy.isPrepared(SECOND)).isTrue();
    }

    @Test
    void withoutABundleThereIsNothingToPrepare() {
        new Foresight(current, () -> now).look();
        assertThat(current.get()).isNull();
    }

    private Policy lessons() {
        Bundle bundle = TestBundles.of(temp, 1, LESSONS, LiveFacts.NONE);
        current.replace(bundle);
        return bundle.policy();
    }
}
