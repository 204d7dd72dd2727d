package org.schoolgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {
    @Test
    void whatSteersATerminalOrTurnsTextAroundIsReplaced() {
        assertThat(Printable.of("a\u001b[2J\n\u202eb\u0085\u2066", 200))
                .isEqualTo("a\ufffd[2J\ufffd\ufffdb\ufffd\ufffd");
        assertThat(Printable.of("caf\u00e9 \u4e2d \ud83d\ude00", 200)).isEqualTo("caf\u00e9 \u4e2d \ud83d\ude00");
    }

    @Test
    void halfOfAPairIsReplacedAlsoWhereItIsCut() {
        assertThat(Printable.of("a\ud83d\ude00", 3)).isEqualTo("a\ud83d\ude00");
        assertThat(Printable.of("a\ud83d\ude00", 2)).isEqualTo("a\ufffd");
        assertThat(Printable.of("\ude00\ud83d", 200)).isEqualTo("\ufffd\ufffd");
    }
}
