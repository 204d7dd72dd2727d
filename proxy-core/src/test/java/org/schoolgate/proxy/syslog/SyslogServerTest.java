package org.schoolgate.proxy.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SyslogServerTest {
    @Test
    void portIsThatOfSyslogOverTlsUnlessOneIsNamed() {
        assertThat(SyslogServer.parse("logs.example.org", null))
                .isEqualTo(new SyslogServer("logs.example.org", 6514, null));
        assertThat(SyslogServer.parse("192.0.2.7:601", null)).isEqualTo(new SyslogServer("192.0.2.7", 601, null));
        assertThat(SyslogServer.parse("[2001:db8::7]:601", null)).isEqualTo(new SyslogServer("2001:db8::7", 601, null));
        assertThat(SyslogServer.parse("[2001:db8::7]", null)).isEqualTo(new SyslogServer("2001:db8::7", 6514, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":6514", "host:", "host:0", "host:65536", "host:x", "[::1", "::1", "a b", "[]"})
    void whatIsNoServerIsRefused(String text) {
        assertThatThrownBy(() -> SyslogServer.parse(text, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("syslog server: " + text + " (expected: HOST or HOST:PORT)");
    }
}
