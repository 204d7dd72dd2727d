package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;

/** Ports for diverted connections, without a firewall that diverts any: see the end-to-end tests for one that does. */
final class DivertingPortsTest {
    @TempDir
    Path folder;

    private static ListenerConfig port(Kind kind) {
        return new ListenerConfig(kind, new InetSocketAddress("0.0.0.0", 0), Set.of(), List.of(), null, null);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REDIRECT", "TPROXY"})
    void whoConnectsStraightToThePortIsTurnedAway(Kind kind) throws IOException {
        boolean isRoot = System.getProperty("user.name").equals("root");
        assumeTrue(kind == Kind.REDIRECT || isRoot, "NOT TESTED: a transparent socket takes root");
        try (TestProxy proxy = TestProxy.in(folder).ports(port(kind)).start();
                Wire http = proxy.pupil();
                Wire tls = proxy.pupil()) {
            http.send("GET / HTTP/1.1\r\nHost: site.example:" + proxy.port() + "\r\n\r\n");
            assertThat(http.readAnswer().status()).isEqualTo(421);
            tls.send(Hellos.of("site.example"));
            assertThat(tls.read(7)).as("an alert").startsWith(21, 3, 1);
            assertThat(tls.isEnded()).isTrue();
        }
    }

    @Test
    void transportThatCannotTellTheDestinationIsRefused() {
        assertThatThrownBy(() -> TestProxy.in(folder)
                        .transport(Transport.NIO)
                        .ports(port(Kind.REDIRECT))
                        .start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirect needs epoll");
    }
}
