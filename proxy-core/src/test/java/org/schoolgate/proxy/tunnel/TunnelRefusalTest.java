package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Tunnel;

final class TunnelRefusalTest extends ImpatientTunnels {
    @ParameterizedTest
    @ValueSource(
            strings = {"other.example", "adult.example", "sub.site.example", "site.example:443", "a b", "127.0.0.1", ""
            })
    void helloForAnotherHostClosesTheTunnel(String serverName) throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            client.send(Hellos.of(serverName));
            assertDenied(client);
            assertRefused("sni_mismatch");
            assertThat(record().tunnel()).extracting(Tunnel::sni).isEqualTo(serverName);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SSH-2.0-OpenSSH_9.0\r\n", "\u0005\u0001\u0000", "\u0080\u002e\u0001\u0003\u0001", "CONNECT a:1 "
            })
    void whatIsNeitherTlsNorHttpClosesTheTunnel(String bytes) throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            client.send(bytes);
            assertThat(client.isEnded()).isTrue();
            assertRefused("unrecognised_protocol");
        }
    }

    @Test
    void malformedHelloClosesTheTunnelWithAnAlert() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            client.send(Arrays.copyOf(Hellos.padded("site.example", 17 * 1024, 1 << 14), 100));
            assertDenied(client);
            assertRefused("unrecognised_protocol");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016", "GE"})
    void clientThatDoesNotSayWhatItWantsInTimeIsDisconnected(String begun) throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            client.send(begun);
            assertThat(client.isEnded()).isTrue();
            assertRefused("unrecognised_protocol");
        }
    }

    private void assertRefused(String note) {
        assertThat(record().note()).isEqualTo(note);
        assertThat(record().ruling().decision()).isEqualTo(Outcome.REFUSE);
        assertThat(record().tunnel()).isNotNull().extracting(Tunnel::closed).isEqualTo("refused");
    }

    /** A TLS alert, then the end. */
    private static void assertDenied(Wire client) throws IOException {
        assertThat(client.read(7)).containsExactly(21, 3, 1, 0, 2, 2, 49);
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void tunnelToAnAddressForABlockedNameIsClosed() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "127.0.0.1", origin.port());
            client.send(Hellos.of("adult.example"));
            assertDenied(client);
            assertThat(record().asked().host()).isEqualTo("adult.example");
            assertThat(record().ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(proxy.incidents()).hasSize(1);
            assertThat(origin.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.5.1", "127.0.1.1"})
    void tunnelToAnAddressWithoutANameIsJudgedByTheAddress(String from) throws IOException {
        boolean isAllowed = from.startsWith("127.0.5");
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.client(from)) {
            open(client, "127.0.0.1", origin.port());
            byte[] hello = Hellos.of(null);
            client.send(hello);
            if (isAllowed) {
                assertThat(client.read(hello.length)).isEqualTo(hello);
            } else {
                assertDenied(client);
                assertThat(record().asked().host()).isEqualTo("127.0.0.1");
                assertThat(record().ruling().decision()).isEqualTo(Outcome.BLOCK);
            }
        }
    }
}
