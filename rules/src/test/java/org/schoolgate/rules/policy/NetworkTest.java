package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.8.0/21, 192.168.15.255, true",
        "192.168.8.0/21, 192.168.16.0, false",
        "192.168.128.0/17, 192.168.127.1, false",
        "127.0.0.1/32, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, [2001:db8::1], false",
        "fd00::/8, [fd12::1], true",
        "fd00::/8, [fe80::1], false",
        "2001:db8::/33, [2001:db8:8000::], false",
        "::1, [::1], true",
    })
    void containsWhatHasThePrefix(String network, String address, boolean contained) {
        assertThat(Network.parse(network).contains(Hosts.host(address).addressBytes()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.1",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/255.0.0.0",
                "10.0.0.*",
                "10.0.0.0-9",
                "0x7f.0.0.1",
                "010.0.0.0/8",
                "10.0.0.0/ 8",
                "example.org",
                "fe80::1%eth0",
                "/8",
                "*",
                "fd00::/129"
            })
    void anythingButAnAddressAndALengthIsRefused(String text) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" (expected: a network such as 10.20.0.0/16)");
    }

    @Test
    void bitsRightOfThePrefixAreRefusedWithWhatWasMeant() {
        assertThatThrownBy(() -> Network.parse("10.1.2.3/8"))
                .hasMessage("network: \"10.1.2.3/8\" (expected: 10.0.0.0/8)");
        assertThatThrownBy(() -> Network.parse("fd12::/8")).hasMessageContaining("(expected: fd00::/8)");
    }

    @Test
    void spellingsOfOneNetworkAreEqual() {
        assertThat(Network.parse("fd00:0::/8")).isEqualTo(Network.parse("fd00::/8"));
        assertThat(Network.parse("10.1.1.1")).isEqualTo(Network.parse("10.1.1.1/32"));
        assertThat(Network.parse("10.0.0.0/8")).isNotEqualTo(Network.parse("10.0.0.0/9"));
    }
}
