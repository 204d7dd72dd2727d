package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.HostSyntaxException;

final class HostPatternTest {
    @ParameterizedTest
    @CsvSource({
        "Example.ORG., example.org, example.org, true, true",
        "*.example.org, *.example.org, example.org, false, true",
        "=example.org, =example.org, example.org, true, false",
        "[FD00::1], [fd00::1], [fd00::1], true, false",
        "*.Bücher.example, *.xn--bcher-kva.example, xn--bcher-kva.example, false, false",
        "مدرسة.example, xn--ogblgi1g.example, xn--ogblgi1g.example, true, false",
    })
    void isReadWrittenAndCovers(String text, String canonical, String name, boolean self, boolean below) {
        HostPattern pattern = Hosts.pattern(text);
        assertThat(pattern.text()).isEqualTo(canonical);
        assertThat(Hosts.pattern(pattern.text())).isEqualTo(pattern);
        assertThat(pattern.covers(Hosts.host(name))).isEqualTo(self);
        assertThat(pattern.covers(Hosts.host("a.example.org"))).isEqualTo(below);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.",
                "=",
                "*",
                "http://example.org",
                "example.org/path",
                "a.*.org",
                "=*.example.org",
                "example.org:443",
                "user@example.org",
                "a..example",
                "a b.example"
            })
    void whatIsNotAHostIsRefused(String text) {
        assertThatThrownBy(() -> HostPattern.parse(text)).isInstanceOf(HostSyntaxException.class);
    }
}
