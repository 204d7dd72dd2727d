package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.listen.ListenerConfig;
import org.schoolgate.proxy.listen.TlsFiles;
import org.schoolgate.rules.policy.Network;

final class ListenOptionTest {
    @Test
    void portWithNothingMoreIsForEveryone() {
        assertThat(ListenOption.parse("proxy 192.0.2.1:3130"))
                .isEqualTo(ListenerConfig.open(new InetSocketAddress("192.0.2.1", 3130)));
    }

    @Test
    void everyWordIsRead() {
        assertThat(ListenOption.parse(
                        "tls [2001:db8::1]:3129  certificate=/srv/filter.crt key=/srv/filter.key zones=staff,library"
                                + " senders=192.0.2.7,fd00::/8"))
                .isEqualTo(new ListenerConfig(
                        new InetSocketAddress("2001:db8::1", 3129),
                        Set.of("staff", "library"),
                        List.of(Network.parse("192.0.2.7"), Network.parse("fd00::/8")),
                        new TlsFiles(Path.of("/srv/filter.crt"), Path.of("/srv/filter.key"))));
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
                "proxy 192.0.2.1:3130 certificate=/srv/filter.crt key=/srv/filter.key",
                "tls 192.0.2.1:3130",
                "tls 192.0.2.1:3130 certificate=/srv/filter.crt"
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
}
