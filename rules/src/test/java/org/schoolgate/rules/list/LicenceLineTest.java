package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LicenceLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "! License: MIT | MIT",
                "!Licence:CC0 1.0 | CC0 1.0",
                "# LICENSE : https://example.org/licence | https://example.org/licence",
                "; License: GPL-3.0 | GPL-3.0",
                "// licence: GPL-3.0 | GPL-3.0",
                "##   License:   A  B | A  B",
            })
    void commentSaysTheLicence(String line, String licence) {
        assertThat(LicenceLine.of(line)).isEqualTo(licence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "License: MIT",
                "# License",
                "# License:",
                "# The licence: see below",
                "# Licenses: MIT",
                "license.example",
                "||example.org/license:1"
            })
    void whatIsNoSuchCommentSaysNothing(String line) {
        assertThat(LicenceLine.of(line)).isEmpty();
    }

    @Test
    void whatALineSaysIsBoundedAndHasNoControlCharacters() {
        assertThat(LicenceLine.of("# License: a\u001b[2J\u202eb\u0000" + "c".repeat(4000)))
                .hasSize(200)
                .startsWith("a\ufffd[2J\ufffdb\ufffdc");
    }
}
