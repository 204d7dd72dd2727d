package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnAddressesTest {
    @TempDir
    private Path folder;

    @Test
    void addressIsWrittenWithoutTheScopeOfItsInterface() throws Exception {
        byte[] loopback = InetAddress.getByName("::1").getAddress();
        assertThat(OwnAddresses.text(Inet6Address.getByAddress(null, loopback, 1)))
                .isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(OwnAddresses.text(InetAddress.getByName("192.0.2.1"))).isEqualTo("192.0.2.1");
    }

    @Test
    void serverThatListensOnAllAddressesStarts() throws Exception {
        AdminConfig config = RunningAdmin.config(folder, List.of());
        AdminConfig everywhere = new AdminConfig(
                folder,
                new InetSocketAddress("0.0.0.0", 0),
                config.opsPort(),
                config.hostNames(),
                config.sites(),
                config.suffixList(),
                config.firstPolicy(),
                config.firstSources(),
                config.accessFolder(),
                null,
                null,
                config.localGateway(),
                config.peopleImport(),
                config.clock());
        try (RunningAdmin admin = RunningAdmin.start(everywhere)) {
            assertThat(admin.get("/api/v1/policy").status()).isEqualTo(200);
            assertThat(admin.enrolled().admin()).isEqualTo(admin.uri("").toString());
        }
    }
}
