package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PacFilesTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.1, 10.1.0.1 10.2.0.1, PROXY 10.1.0.1:3128",
        "10.2.0.1, 10.1.0.1 10.2.0.1, PROXY 10.2.0.1:3129",
        "10.2.0.1, 127.0.0.1 10.1.0.1, PROXY 10.1.0.1:3129",
        "10.2.0.1, 127.0.0.1 0.0.0.0, PROXY 10.2.0.1:3129",
        "10.2.0.1, 127.0.0.1 ::, PROXY 10.2.0.1:3129",
        "2001:db8::1, 0.0.0.0 ::, PROXY [2001:db8::1]:3129",
        "2001:db8::1, 0.0.0.0 10.1.0.1, PROXY 10.1.0.1:3129",
        "10.2.0.1, 127.0.0.1, PROXY 10.2.0.1:3128",
    })
    void scriptNamesThePortThatListensWhereItIsFetchedOrElseOneThatMayBeReached(
            String reached, String addresses, String proxy) throws Exception {
        List<OpenPort> ports = new ArrayList<>();
        for (String address : addresses.split(" ")) {
            InetSocketAddress configured = new InetSocketAddress(address, 3128);
            ports.add(new OpenPort(ListenerConfig.open(configured), 3128 + ports.size()));
        }
        assertThat(new PacFiles(null, ports)
                        .at(InetAddress.getByName(reached))
                        .orElseThrow()
                        .script())
                .asString()
                .contains("\"" + proxy + "\"");
    }
}
