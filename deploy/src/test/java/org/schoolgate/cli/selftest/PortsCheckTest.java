package org.schoolgate.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.cli.process.Authority;
import org.schoolgate.cli.selftest.Finding.Level;
import org.schoolgate.cli.selftest.PortsCheck.Port;

final class PortsCheckTest {
    private static final SocketOwners OTHERS = new SocketOwners(commandLine -> false);

    private static Check check(InetSocketAddress address, SocketOwners owners) {
        return new PortsCheck(List.of(new Port("proxy", address, "proxy_port")), owners);
    }

    @Test
    void freePortIsInOrderAndStaysFree() throws IOException {
        InetSocketAddress free = Findings.nobody();
        assertThat(Findings.of(check(free, OTHERS), Level.OK)).isEqualTo(Authority.of(free) + " (proxy) is free");
        new ServerSocket(free.getPort(), 1, free.getAddress()).close();
    }

    @Test
    void whoHasATakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThat(Findings.of(check(address, OTHERS), Level.FAILED))
                    .contains("is taken by ")
                    .endsWith("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void portOfThisProgramIsOurs() throws IOException {
        SocketOwners ours = new SocketOwners(commandLine -> commandLine.get(0).endsWith("java"));
        try (ServerSocket taken = new ServerSocket(0)) {
            InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", taken.getLocalPort());
            assertThat(Findings.of(check(everywhere, ours), Level.OK))
                    .startsWith("port " + taken.getLocalPort() + " of all addresses (proxy) is ours: ");
        }
    }

    @Test
    void addressThatThisMachineDoesNotHaveIsAFailure() {
        InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 3128);
        assertThat(Findings.of(check(elsewhere, OTHERS), Level.FAILED))
                .contains("192.0.2.1:3128 (proxy) cannot be had");
    }
}
