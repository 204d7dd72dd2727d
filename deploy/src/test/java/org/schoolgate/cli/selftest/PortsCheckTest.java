package org.schoolgate.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.cli.process.Authority;
import org.schoolgate.cli.selftest.Finding.Level;
import org.schoolgate.cli.selftest.PortsCheck.Port;
import org.schoolgate.rules.disk.FolderLock;

final class PortsCheckTest {
    @TempDir
    Path folder;

    private Check check(InetSocketAddress... addresses) {
        return new PortsCheck(Stream.of(addresses)
                .map(address -> new Port("proxy", address, "proxy_port", folder))
                .toList());
    }

    @Test
    void freePortIsInOrderAndStaysFree() throws IOException {
        InetSocketAddress free = Findings.nobody();
        assertThat(Findings.of(check(free), Level.OK)).isEqualTo(Authority.of(free) + " (proxy) is free");
        new ServerSocket(free.getPort(), 1, free.getAddress()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0"})
    void whoHasATakenPortIsNamed(String where) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(where))) {
            assertThat(Findings.of(check((InetSocketAddress) taken.getLocalSocketAddress()), Level.FAILED))
                    .contains("is taken by ")
                    .endsWith("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void portThatIsTakenAtAnotherAddressIsFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Findings.of(check(new InetSocketAddress("127.0.0.2", taken.getLocalPort())), Level.OK);
            Findings.of(check(new InetSocketAddress("0.0.0.0", taken.getLocalPort())), Level.FAILED);
        }
    }

    @Test
    void portOfTheProcessThatHoldsTheFolderIsOurs() throws IOException {
        try (ServerSocket taken = new ServerSocket(0);
                FolderLock held = FolderLock.take(folder, "gateway")) {
            assertThat(held).isNotNull();
            InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", taken.getLocalPort());
            assertThat(Findings.of(check(everywhere), Level.OK))
                    .startsWith("port " + taken.getLocalPort() + " of all addresses (proxy) is ours: ");
        }
    }

    @Test
    void portOfTwoSettingsIsAFailure() throws IOException {
        InetSocketAddress free = Findings.nobody();
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", free.getPort());
        InetSocketAddress any = new InetSocketAddress("127.0.0.1", 0);
        assertThat(check(free, everywhere, any, any).look())
                .extracting(Finding::level)
                .containsExactly(Level.OK, Level.FAILED, Level.OK, Level.OK);
    }

    @Test
    void addressThatThisMachineDoesNotHaveIsAFailure() {
        InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 3128);
        assertThat(Findings.of(check(elsewhere), Level.FAILED)).contains("192.0.2.1:3128 (proxy) cannot be had");
    }
}
