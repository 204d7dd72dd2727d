package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NameServerTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53:53",
        "192.0.2.53:5353, 192.0.2.53:5353",
        "2001:db8::53, [2001:db8:0:0:0:0:0:53]:53",
        "[2001:db8::53], [2001:db8:0:0:0:0:0:53]:53",
        "[2001:db8::53]:5353, [2001:db8:0:0:0:0:0:53]:5353",
    })
    void addressMayHaveAPort(String text, String authority) {
        assertThat(Authority.of(NameServer.parse(text))).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":53", "dns.example", "192.0.2.53:0", "192.0.2.53:65536", "192.0.2.53:dns", "192.0.2.53:"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> NameServer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" (expected: ADDRESS or ADDRESS:PORT)");
    }
}
