package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.rules.Host;

final class PacFilesTest {
    private static List<OpenPort> ports(String addresses) {
        List<OpenPort> ports = new ArrayList<>();
        for (String address : addresses.split(" ")) {
            boolean isTls = address.startsWith("tls/");
            InetSocketAddress configured = new InetSocketAddress(address.substring(isTls ? 4 : 0), 3128);
            ports.add(new OpenPort(isTls ? tls(configured) : ListenerConfig.open(configured), 3128 + ports.size()));
        }
        return ports;
    }

    private static ListenerConfig tls(InetSocketAddress address) {
        TlsFiles files = new TlsFiles(Path.of("proxy.crt"), Path.of("proxy.key"));
        return new ListenerConfig(Kind.TLS, address, Set.of(), List.of(), files, null);
    }

    private static String script(@Nullable Host name, String addresses, String reached) throws Exception {
        byte[] script = new PacFiles(name, ports(addresses))
                .at(InetAddress.getByName(reached))
                .orElseThrow()
                .script();
        return new String(script, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.1, 127.0.0.1 10.1.0.1, PROXY filter.school.example:3129",
        "10.2.0.1, 127.0.0.1 10.1.0.1, PROXY filter.school.example:3129",
        "10.2.0.1, 127.0.0.1, PROXY filter.school.example:3128",
        "10.1.0.1, 10.1.0.1 tls/127.0.0.1 tls/10.1.0.1, HTTPS filter.school.example:3130; PROXY filter.school.example:3128",
        "10.2.0.1, 10.1.0.1 tls/10.1.0.1, HTTPS filter.school.example:3129; PROXY filter.school.example:3128",
        "fd00::1, 10.1.0.1 tls/0.0.0.0, HTTPS filter.school.example:3129; PROXY filter.school.example:3128",
        "10.1.0.1, 10.1.0.1 tls/127.0.0.1, PROXY filter.school.example:3128",
    })
    void proxyWithANameIsAtAPortThatMayBeReachedToo(String reached, String addresses, String proxy) throws Exception {
        assertThat(script(Host.parse("filter.school.example"), addresses, reached))
                .contains("\"" + proxy + "\"");
    }

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
        assertThat(script(null, addresses, reached)).contains("\"" + proxy + "\"");
    }
}
