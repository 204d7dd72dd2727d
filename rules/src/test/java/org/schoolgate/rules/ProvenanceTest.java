package org.schoolgate.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProvenanceTest {
    private static final Optional<Instant> TIME = Optional.of(Instant.parse("2026-11-24T10:42:00.123456789Z"));

    @Test
    void textSaysOnlyWhatIsKnown() {
        assertThat(new Provenance(TIME, "MIT").text()).isEqualTo("fetched 2026-11-24T10:42:00Z, licence MIT");
        assertThat(new Provenance(TIME, "").text()).isEqualTo("fetched 2026-11-24T10:42:00Z");
        assertThat(Provenance.licensed("MIT").text()).isEqualTo("licence MIT");
        assertThat(Provenance.UNKNOWN.text()).isEmpty();
    }

    @Test
    void timeIsKeptInMilliseconds() {
        assertThat(new Provenance(TIME, "").fetchedAt()).contains(Instant.parse("2026-11-24T10:42:00.123Z"));
    }

    @Test
    void licenceThatIsTooLongOrCouldSteerATerminalIsRefused() {
        assertThat(Provenance.licensed("c".repeat(200)).licence()).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Provenance.licensed("c".repeat(201)))
                .withMessageEndingWith("c\" (expected: up to 200 characters, none of them a control character)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Provenance.licensed("a\u001b[2J"))
                .withMessageStartingWith("licence: \"a\ufffd[2J\"");
    }
}
