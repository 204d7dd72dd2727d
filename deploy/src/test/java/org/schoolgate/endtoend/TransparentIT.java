package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that knows of no proxy, a gateway with the firewall rules that are shipped, and the sites behind it, each a host
 * of its own: what gets through, and what of that which a pupil may try to get past the gateway.
 */
@Tag("slow")
@Tag("root")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TransparentIT {
    private static final String SITE = RoutedSchool.SITE;
    private static final String BLOCKED = RoutedSchool.BLOCKED;

    /** Exit codes of curl. */
    private static final int REFUSED = 7;

    private static final int TIMED_OUT = 28;
    private static final int TLS_FAILED = 35;

    @TempDir
    private static Path folder;

    private static RoutedSchool school;

    /** What curl said, and its exit code. */
    private record Answer(int exit, String body) {}

    /** Where the sites are, in one family of addresses. */
    private record Family(String name, String site, String blocked, String gateway) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Family IPV4 = new Family("IPv4", "10.77.2.2", "10.77.2.3", TestHosts.GATEWAY_IPV4);
    private static final Family IPV6 =
            new Family("IPv6", "[fd77:2::2]", "[fd77:2::3]", "[" + TestHosts.GATEWAY_IPV6 + "]");

    @BeforeAll
    static void start() throws Exception {
        school = RoutedSchool.open(folder, List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        if (school != null) {
            school.stop();
        }
    }

    @BeforeEach
    void forgetWhatReachedTheOrigin() {
        school.origin().said().clear();
    }

    static Stream<Arguments> ways() {
        return Stream.of("redirect", "tproxy")
                .flatMap(mode -> Stream.of(IPV4, IPV6).map(family -> Arguments.of(mode, family)));
    }

    /** What the client gets. */
    private static Answer curl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-sSkg", "-m", "15", "--noproxy", "*"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(school.hosts().onClient(command))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), said);
    }

    /** The same, with the name of the URL leading to that address on the client. */
    private static Answer fetch(String scheme, String name, int port, String address, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("--resolve", name + ":" + port + ":" + address, scheme + "://" + name + ":" + port + "/"));
        arguments.addAll(List.of(more));
        return curl(arguments.toArray(String[]::new));
    }

    private static Answer status(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-o", "/dev/null", "-w", "%{http_code}"));
        all.addAll(List.of(arguments));
        return curl(all.toArray(String[]::new));
    }

    private static String plain(String address) {
        return address.replace("[", "").replace("]", "").replace("fd77:2::", "fd77:2:0:0:0:0:0:");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void sitesThatAreAllowedAreReached(String mode, Family family) throws Exception {
        school.use(mode);
        assertThat(fetch("http", SITE, 80, family.site()).body()).startsWith(SITE + " at ");
        assertThat(fetch("https", SITE, 443, family.site()).body()).startsWith(SITE + " at ");
        assertThat(fetch("https", "v6." + SITE, 443, family.site()).body())
                .isEqualTo("v6." + SITE + " at " + plain(IPV6.site()));
        assertThat(fetch("http", "v6." + SITE, 80, family.site()).body())
                .isEqualTo("v6." + SITE + " at " + plain(IPV6.site()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void sitesThatAreBlockedAreNot(String mode, Family family) throws Exception {
        school.use(mode);
        assertThat(status("--resolve", BLOCKED + ":80:" + family.blocked(), "http://" + BLOCKED + "/"))
                .isEqualTo(new Answer(0, "403"));
        Answer denied = fetch("https", BLOCKED, 443, family.blocked());
        assertThat(denied.exit()).isEqualTo(TLS_FAILED);
        assertThat(denied.body()).contains("access denied");
        assertThat(school.origin().said()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void addressThatTheClientChoosesDecidesNothing(String mode, Family family) throws Exception {
        school.use(mode);
        String reached = SITE + " at " + plain(IPV4.site());
        assertThat(fetch("https", SITE, 443, family.blocked()).body()).isEqualTo(reached);
        assertThat(fetch("http", SITE, 80, family.blocked()).body()).isEqualTo(reached);
        assertThat(fetch("https", BLOCKED, 443, family.site()).exit()).isEqualTo(TLS_FAILED);
        assertThat(status("-H", "Host: " + BLOCKED, "http://" + family.site() + "/")
                        .body())
                .isEqualTo("403");
        assertThat(school.origin().said()).containsOnly(reached);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void bareAddressIsJudgedAsOne(String mode, Family family) throws Exception {
        school.use(mode);
        assertThat(status("http://" + family.site() + "/").body()).isEqualTo("403");
        assertThat(curl("https://" + family.site() + "/").exit()).isEqualTo(TLS_FAILED);
        assertThat(status("-0", "-H", "Host:", "http://" + family.site() + "/").body())
                .isEqualTo("403");
        assertThat(school.origin().said()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatContradictsItsConnectionIsRefused(String mode, Family family) throws Exception {
        school.use(mode);
        assertThat(status("-H", "Host: " + family.blocked(), "http://" + family.site() + "/")
                        .body())
                .isEqualTo("421");
        assertThat(status("-H", "Host: " + SITE, "http://" + family.site() + ":443/")
                        .body())
                .isEqualTo("421");
        assertThat(curl("telnet://" + family.site() + ":443", "-m", "3").body()).doesNotContain("at ");
        assertThat(school.origin().said()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void otherPortsDoNotPass(String mode, Family family) throws Exception {
        school.use(mode);
        assertThat(curl("telnet://" + family.site() + ":8443").exit()).isEqualTo(REFUSED);
        assertThat(fetch("https", SITE, 8443, family.site()).exit()).isEqualTo(REFUSED);
        assertThat(school.origin().said()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void portsForDivertedConnectionsServeNobodyElse(String mode, Family family) throws Exception {
        school.use(mode);
        for (int port : new int[] {3130, 3131}) {
            String url = "http://" + family.gateway() + ":" + port + "/";
            assertThat(status("-H", "Host: " + SITE + ":" + port, url).body()).isEqualTo("421");
            assertThat(fetch("https", SITE, port, family.gateway()).exit()).isEqualTo(TLS_FAILED);
        }
        assertThat(school.origin().said()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect", "tproxy"})
    void deviceBehindTheRulesFindsEveryWayPastClosedOrDiverted(String mode) throws Exception {
        school.use(mode);
        ProcessBuilder selftest =
                Distribution.command(List.of("selftest", "--from-device", "--reach-url=" + RoutedSchool.PAC));
        selftest.command(school.hosts().onClient(selftest.command()));
        RunningCommand run = RunningCommand.start(selftest);
        assertThat(run.awaitSaid(Duration.ofSeconds(60)))
                .containsExactly(
                        "ok       network: " + RoutedSchool.PAC + " answers this device, with status 200",
                        "ok       bypass: QUIC (UDP 443) is closed to this device",
                        "ok       bypass: DNS over TLS (TCP 853) is closed to this device",
                        "ok       bypass: DNS over HTTPS (TCP 443 of public resolvers) is diverted: others answer than"
                                + " who was asked",
                        "ok       bypass: DNS at other servers (UDP 53) is closed to this device");
        assertThat(run.awaitExit(Duration.ofSeconds(5))).isZero();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void nothingPassesTheGatewayWhenItIsDead() throws Exception {
        school.gateway().bringLeaksToLight();
        school.use("redirect");
        assertThat(fetch("http", SITE, 80, IPV4.site()).exit()).isZero();
        school.origin().said().clear();
        school.gateway().kill();
        for (String mode : List.of("redirect", "tproxy")) {
            school.use(mode);
            for (Family family : List.of(IPV4, IPV6)) {
                assertThat(fetch("http", SITE, 80, family.site(), "-m", "3").exit())
                        .isIn(REFUSED, TIMED_OUT);
                assertThat(fetch("https", SITE, 443, family.site(), "-m", "3").exit())
                        .isIn(REFUSED, TIMED_OUT);
            }
        }
        assertThat(school.origin().said()).isEmpty();
    }

    @Test
    void explicitProxyServesBesideThem() throws Exception {
        school.use("redirect");
        String proxy = "http://" + TestHosts.GATEWAY_IPV4 + ":3128";
        assertThat(curl("--noproxy", "", "-x", proxy, "http://" + SITE + "/").body())
                .startsWith(SITE + " at ");
        assertThat(status("--noproxy", "", "-x", proxy, "http://" + BLOCKED + "/")
                        .body())
                .isEqualTo("403");
    }
}
