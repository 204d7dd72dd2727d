package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.GatewayConfig.Port;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.Network;

final class ListenOptionTest {
    @Test
    void portWithNothingMoreIsForEveryone() {
        assertThat(ListenOption.parse("proxy 192.0.2.1:3130")).isEqualTo(port("proxy", null));
    }

    @Test
    void everyWordIsRead() {
        assertThat(ListenOption.parse(
                        "tls [2001:db8::1]:3129  certificate=/srv/filter.crt key=/srv/filter.key zones=staff,library"
                                + " senders=192.0.2.7,fd00::/8"))
                .isEqualTo(new Port(
                        "tls",
                        new InetSocketAddress("2001:db8::1", 3129),
                        Set.of("staff", "library"),
                        List.of(Network.parse("192.0.2.7"), Network.parse("fd00::/8")),
                        Path.of("/srv/filter.crt"),
                        Path.of("/srv/filter.key"),
                        null));
    }

    @Test
    void everyKindIsReadByItsName() throws HostSyntaxException {
        for (String kind : List.of("proxy", "redirect", "tproxy", "pac")) {
            assertThat(ListenOption.parse(kind + " 192.0.2.1:3130")).isEqualTo(port(kind, null));
        }
        assertThat(ListenOption.parse("pac 192.0.2.1:3130 name=Filter.School.Example"))
                .isEqualTo(port("pac", Host.parse("filter.school.example")));
    }

    private static Port port(String kind, @Nullable Host name) {
        InetSocketAddress address = new InetSocketAddress("192.0.2.1", 3130);
        return new Port(kind, address, Set.of(), List.of(), null, null, name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy 192.0.2.1:3130 certificate=/srv/filter.crt key=/srv/filter.key",
                "tls 192.0.2.1:3130",
                "pac 192.0.2.1:8088 zones=staff",
                "proxy 192.0.2.1:3130 name=filter.example",
                "redirect 192.0.2.1:3130 senders=192.0.2.7"
            })
    void whatAKindHasNoUseForOrLacksIsSaid(String text) {
        assertThatThrownBy(() -> ListenOption.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(" (expected: for ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy",
                "socks 192.0.2.1:3130",
                "proxy 3130",
                "proxy filter.example:3130",
                "proxy 192.0.2.1:0",
                "proxy 192.0.2.1:3130 zone=staff",
                "proxy 192.0.2.1:3130 zones=",
                "proxy 192.0.2.1:3130 zones=staff zones=library",
                "pac 192.0.2.1:8088 name=a\"b"
            })
    void anythingElseIsRefusedWithWhatWasExpected(String text) {
        assertThatThrownBy(() -> ListenOption.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("listen: \"" + text + "\" (expected: ");
    }

    @Test
    void senderThatIsNoNetworkIsNamed() {
        assertThatThrownBy(() -> ListenOption.parse("proxy 192.0.2.1:3130 senders=192.0.2.7,"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("network: \"\"");
    }

    @Test
    void certificateWithoutItsKeyIsRefused() {
        assertThatThrownBy(() -> ListenOption.parse("tls 192.0.2.1:3130 certificate=/srv/filter.crt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: both or neither");
    }
}
