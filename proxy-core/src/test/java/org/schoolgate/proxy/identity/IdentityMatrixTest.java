package org.schoolgate.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.listen.ListenerConfig;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.listen.TlsFiles;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.SecureWires;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestPeople;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.people.DeviceKind;
import org.schoolgate.rules.people.MacAddress;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.policy.Network;

/**
 * Who a client is, by every source that there is, alone and against each other, over real sockets: for all rows, nothing looser
 * than the strongest fact that is verified.
 */
final class IdentityMatrixTest {
    private static final String POLICY = """
            format: 1
            school: {name: Example School, time_zone: Europe/London}
            zones:
              - {id: open, name: Open, networks: [127.0.11.0/24, "::1/128"], roles: [ks3, ks4, staff, device], unidentified: ks3}
              - {id: suite, name: ICT suite, networks: [127.0.10.0/24], roles: [ks3, ks4, staff, device], unidentified: ks3,
                 sign_in: required}
              - {id: mixed, name: Library, networks: [127.0.12.0/24, "2001:db8::/32"], roles: [ks3, staff], unidentified: ks3,
                 sign_in: optional}
              - {id: nat, name: Boarding house, networks: [127.0.13.0/24], roles: [ks3, ks4, staff, device],
                 unidentified: ks3, shared_address: true, sign_in: optional}
              - {id: nat-suite, name: Terminal server, networks: [127.0.14.0/24], roles: [ks3, ks4, staff, device],
                 unidentified: ks3, shared_address: true, sign_in: required}
              - {id: infants, name: Infants, networks: [127.0.15.0/24], roles: [ks1]}
              - {id: infants-suite, name: Infants' suite, networks: [127.0.16.0/24], roles: [ks1], sign_in: required}
            roles:
              ks1: {audience: ks1, default: block, allowed_categories: [child]}
              ks3: {audience: ks3, default: allow, blocked_categories: [adult, games]}
              ks4: {audience: ks4, extends: ks3}
              device: {audience: device, default: block}
              staff: {audience: adult, default: allow, blocked_categories: [adult]}
            connect_ports: [443]
            """;
    private static final People PEOPLE = new People(
            List.of(
                    TestPeople.person("ann", "ks4"),
                    TestPeople.person("tom", "staff"),
                    TestPeople.person("kim", "ks1"),
                    TestPeople.person("eve", "role-of-nobody"),
                    TestPeople.person("gone", "staff"),
                    new Person("uma", "staff", Set.of(), "ümä", tomsHash()),
                    new Person("dan", "staff", Set.of(), "dan", null)),
            List.of(),
            List.of(
                    TestPeople.owned("tab-ann", "ann", "02:00:00:00:00:01"),
                    TestPeople.owned(
                            "lap-tom", "tom", "02:00:00:00:00:02", "127.0.10.20", "127.0.11.20", "[2001:db8::20]"),
                    TestPeople.owned(
                            "fix-tom",
                            "tom",
                            "127.0.11.30",
                            "127.0.13.30",
                            "127.0.14.30",
                            "127.0.15.30",
                            "127.0.99.30"),
                    TestPeople.shared("till-1", DeviceKind.TILL, null, "127.0.10.40", "127.0.11.40", "127.0.12.40"),
                    TestPeople.shared("cart-1", DeviceKind.TABLET, "ks4", "127.0.10.50", "127.0.11.50", "127.0.12.50"),
                    TestPeople.shared("pc-1", DeviceKind.COMPUTER, null, "127.0.10.60", "127.0.11.60"),
                    TestPeople.shared("board-1", DeviceKind.BOARD, null, "02:00:00:00:00:07", "127.0.15.40")));

    @TempDir
    static Path folder;

    private static final AtomicLong NANOS = new AtomicLong();
    private static final Map<Host, Long> MACS = new ConcurrentHashMap<>();
    private static final Map<String, Bundle> BUNDLES = new HashMap<>();
    private static TestProxy proxy;
    private static FakeOrigin origin;
    private static SecureWires secure;
    private static InetSocketAddress diverted;

    private static @Nullable String tomsHash() {
        return TestPeople.person("tom", "staff").passwordHash();
    }

    @BeforeAll
    static void start() throws IOException {
        TestAuthority authority = new TestAuthority();
        TlsFiles files = new TlsFiles(folder.resolve("proxy.crt"), folder.resolve("proxy.key"));
        authority.writePem(files.certificate(), files.key(), "127.0.0.1");
        secure = new SecureWires(authority.pem());
        BUNDLES.put("all", TestBundles.of(folder, 1, POLICY, PEOPLE));
        BUNDLES.put("nobody", TestBundles.of(folder, 2, POLICY, People.NONE));
        BUNDLES.put(
                "devices",
                TestBundles.of(
                        folder,
                        3,
                        POLICY,
                        new People(
                                List.of(),
                                List.of(),
                                List.of(TestPeople.shared(
                                        "cart-1", DeviceKind.TABLET, "ks4", "127.0.10.50", "127.0.11.50")))));
        List<Network> senders = List.of(Network.parse("127.0.77.1"));
        proxy = TestProxy.in(folder.resolve("proxy"))
                .ports(
                        port(Kind.PROXY, "0.0.0.0", List.of(), null),
                        port(Kind.TLS, "0.0.0.0", List.of(), files),
                        port(Kind.PROXY, "0.0.0.0", senders, null),
                        port(Kind.TLS, "0.0.0.0", senders, files),
                        port(Kind.PROXY, "::1", List.of(), null))
                .neighbours(address -> MACS.getOrDefault(address, Neighbours.UNKNOWN))
                .signInClock(NANOS::get)
                .start();
        origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        diverted = proxy.divert(new Target(Host.ofAddress(new byte[] {127, 0, 0, 1}), origin.port()));
    }

    private static ListenerConfig port(Kind kind, String address, List<Network> senders, @Nullable TlsFiles files) {
        return new ListenerConfig(kind, new InetSocketAddress(address, 0), Set.of(), senders, files, null);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    /** As if an hour had passed: nothing is remembered of the row before. */
    @BeforeEach
    void forget() {
        NANOS.addAndGet(Duration.ofHours(1).toNanos());
        MACS.clear();
        proxy.forget();
    }

    /** Way in, client address, its MAC, what is given to the proxy, bundle, host; what comes of it. */
    @ParameterizedTest(name = "{index}: {0} from {1} {2} giving {3} with {4}, {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # -- nobody says anything: the zone
            plain   | 127.0.11.1  | -  | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            plain   | 127.0.11.1  | -  | -          | all     | site    | 200 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.11.1  | -  | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.12.1  | -  | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | -          | all     | site    | 407 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.14.1  | -  | -          | all     | site    | 407 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.16.1  | -  | -          | all     | child   | 407 | ks1    | -    | zone                 | -       | -
            tls     | 127.0.99.1  | -  | -          | all     | child   | 200 | ks1    | -    | unknown_zone         | -       | -
            connect | 127.0.10.1  | -  | -          | all     | site    | 407 | ks3    | -    | zone                 | -       | -
            # -- where nobody can be asked: closed, never open
            plain   | 127.0.10.1  | -  | -          | all     | site    | 403 | ks3    | -    | zone                 | -       | -
            divert  | 127.0.10.1  | -  | -          | all     | site    | 403 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | -          | nobody  | site    | 503 | ks3    | -    | zone                 | -       | -
            plain   | 127.0.10.1  | -  | -          | nobody  | site    | 503 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | -          | devices | site    | 503 | ks3    | -    | zone                 | -       | -
            # -- what needs nobody is had without
            tls     | 127.0.10.1  | -  | -          | all     | updates | 200 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | tom:wrong  | all     | updates | 200 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | tom:right  | all     | updates | 200 | *      | -    | *                    | -       | -
            tls     | 127.0.10.1  | -  | tom:right  | nobody  | updates | 200 | ks3    | -    | zone                 | -       | -
            # -- the right password
            tls     | 127.0.10.1  | -  | tom:right  | all     | games   | 200 | staff  | tom  | proxy_auth           | -       | -
            tls     | 127.0.10.1  | -  | ann:right  | all     | games   | 403 | ks4    | ann  | proxy_auth           | -       | -
            tls     | 127.0.12.1  | -  | tom:right  | all     | games   | 200 | staff  | tom  | proxy_auth           | -       | -
            tls     | 127.0.13.1  | -  | tom:right  | all     | games   | 200 | staff  | tom  | proxy_auth           | -       | -
            tls     | 127.0.14.1  | -  | ann:right  | all     | games   | 403 | ks4    | ann  | proxy_auth           | -       | -
            connect | 127.0.10.1  | -  | tom:right  | all     | games   | 200 | staff  | tom  | proxy_auth           | -       | -
            connect | 127.0.10.1  | -  | ann:right  | all     | games   | 403 | ks4    | ann  | proxy_auth           | -       | -
            tls     | 127.0.10.1  | -  | TOM:right  | all     | games   | 200 | staff  | tom  | proxy_auth           | -       | -
            tls     | 127.0.10.1  | -  | ÜMÄ:right  | all     | games   | 200 | staff  | uma  | proxy_auth           | -       | -
            # -- a role that the zone may not hold, or nobody may
            tls     | 127.0.16.1  | -  | tom:right  | all     | games   | 403 | ks1    | tom  | proxy_auth_zone_role | -       | -
            tls     | 127.0.12.1  | -  | ann:right  | all     | games   | 403 | ks3    | ann  | proxy_auth_zone_role | -       | -
            tls     | 127.0.10.1  | -  | kim:right  | all     | games   | 403 | ks1    | kim  | proxy_auth_zone_role | -       | -
            tls     | 127.0.10.1  | -  | eve:right  | all     | games   | 403 | ks3    | eve  | proxy_auth_zone_role | -       | -
            # -- wrong ones: asked again, and nobody's role but the zone's
            tls     | 127.0.10.1  | -  | tom:wrong  | all     | site    | 407 | ks3    | -    | zone                 | -       | tom
            tls     | 127.0.12.1  | -  | tom:wrong  | all     | site    | 407 | ks3    | -    | zone                 | -       | tom
            tls     | 127.0.13.1  | -  | tom:wrong  | all     | site    | 407 | ks3    | -    | zone                 | -       | tom
            tls     | 127.0.14.1  | -  | tom:wrong  | all     | site    | 407 | ks3    | -    | zone                 | -       | tom
            connect | 127.0.10.1  | -  | tom:wrong  | all     | games   | 407 | ks3    | -    | zone                 | -       | tom
            tls     | 127.0.10.1  | -  | ian:right  | all     | site    | 407 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | dan:right  | all     | site    | 407 | ks3    | -    | zone                 | -       | dan
            tls     | 127.0.10.1  | -  | tom:       | all     | site    | 407 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | :right     | all     | site    | 407 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | raw:latin1 | all     | site    | 407 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | raw:Basic ! | all    | site    | 407 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.10.1  | -  | raw:Negotiate dG9t | all | site | 407 | ks3   | -    | zone                 | -       | -
            tls     | 127.0.12.1  | -  | raw:Bearer tom | all | site    | 407 | ks3    | -    | zone                 | -       | -
            # -- a password where it cannot be believed is a claim
            plain   | 127.0.10.1  | -  | tom:right  | all     | site    | 403 | ks3    | -    | zone                 | -       | tom
            plain   | 127.0.12.1  | -  | tom:right  | all     | games   | 403 | ks3    | -    | zone                 | -       | tom
            plain   | 127.0.11.1  | -  | tom:right  | all     | games   | 403 | ks3    | -    | zone                 | -       | tom
            tls     | 127.0.11.1  | -  | tom:right  | all     | games   | 403 | ks3    | -    | zone                 | -       | tom
            divert  | 127.0.12.1  | -  | tom:right  | all     | games   | 403 | ks3    | -    | zone                 | -       | tom
            plain   | 127.0.12.1  | -  | ian:right  | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.12.1  | -  | tom:right  | nobody  | games   | 403 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.99.1  | -  | tom:right  | all     | games   | 403 | ks1    | -    | unknown_zone         | -       | tom
            # -- a device of one person, by an address that it always has
            plain   | 127.0.11.30 | -  | -          | all     | games   | 200 | staff  | tom  | device               | fix-tom | -
            divert  | 127.0.11.30 | -  | -          | all     | games   | 200 | staff  | tom  | device               | fix-tom | -
            plain   | 127.0.15.30 | -  | -          | all     | games   | 403 | ks1    | tom  | device_zone_role     | fix-tom | -
            plain   | 127.0.99.30 | -  | -          | all     | games   | 403 | ks1    | tom  | device_zone_role     | fix-tom | -
            plain   | 127.0.13.30 | -  | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            tls     | 127.0.14.30 | -  | -          | all     | games   | 407 | ks3    | -    | zone                 | -       | -
            plain   | 127.0.11.30 | -  | -          | nobody  | games   | 403 | ks3    | -    | zone                 | -       | -
            # -- by the interface that has the address now
            plain   | 127.0.11.2  | 01 | -          | all     | games   | 403 | ks4    | ann  | device               | tab-ann | -
            plain   | 127.0.11.3  | 01 | -          | all     | games   | 403 | ks4    | ann  | device               | tab-ann | -
            plain   | 127.0.11.4  | 02 | -          | all     | games   | 200 | staff  | tom  | device               | lap-tom | -
            plain   | 127.0.11.4  | 99 | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            plain   | 127.0.12.4  | 01 | -          | all     | games   | 403 | ks3    | ann  | device_zone_role     | tab-ann | -
            plain   | 127.0.13.4  | 02 | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            plain6  | ::1         | 02 | -          | all     | games   | 200 | staff  | tom  | device               | lap-tom | -
            plain6  | ::1         | 01 | -          | all     | games   | 403 | ks4    | ann  | device               | tab-ann | -
            plain6  | ::1         | -  | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            # -- address and interface: both, one against the other
            plain   | 127.0.11.20 | 02 | -          | all     | games   | 200 | staff  | tom  | device               | lap-tom | -
            plain   | 127.0.11.20 | -  | -          | all     | games   | 200 | staff  | tom  | device               | lap-tom | -
            plain   | 127.0.11.20 | 01 | -          | all     | games   | 403 | ks4    | ann  | device               | tab-ann | -
            plain   | 127.0.11.20 | 99 | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            plain   | 127.0.11.30 | 99 | -          | all     | games   | 200 | staff  | tom  | device               | fix-tom | -
            plain   | 127.0.11.30 | 01 | -          | all     | games   | 403 | ks4    | ann  | device               | tab-ann | -
            # -- what a proxy in front says of the address, and nothing of the interface
            sender  | 127.0.11.30 | -  | -          | all     | games   | 200 | staff  | tom  | device               | fix-tom | -
            sender  | 127.0.11.4  | 02 | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            sender  | 2001:db8::20 | - | -          | all     | games   | 200 | staff  | tom  | device               | lap-tom | -
            sender  | 2001:db8::21 | - | -          | all     | games   | 403 | ks3    | -    | zone                 | -       | -
            sender  | 127.0.12.1  | -  | tom:right  | all     | games   | 403 | ks3    | -    | zone                 | -       | tom
            sendtls | 127.0.10.1  | -  | tom:right  | all     | games   | 200 | staff  | tom  | proxy_auth           | -       | -
            sendtls | 127.0.10.1  | -  | -          | all     | games   | 407 | ks3    | -    | zone                 | -       | -
            sendtls | 2001:db8::20 | - | ann:right  | all     | games   | 403 | ks3    | ann  | proxy_auth_zone_role | lap-tom | -
            # -- shared devices
            plain   | 127.0.11.40 | -  | -          | all     | site    | 403 | device | -    | device               | till-1  | -
            tls     | 127.0.10.40 | -  | -          | all     | site    | 403 | device | -    | device               | till-1  | -
            plain   | 127.0.12.40 | -  | -          | all     | site    | 200 | ks3    | -    | device_zone_role     | till-1  | -
            plain   | 127.0.11.50 | -  | -          | all     | games   | 403 | ks4    | -    | device               | cart-1  | -
            plain   | 127.0.12.50 | -  | -          | all     | games   | 403 | ks3    | -    | device_zone_role     | cart-1  | -
            plain   | 127.0.11.50 | -  | -          | devices | games   | 403 | ks4    | -    | device               | cart-1  | -
            plain   | 127.0.11.60 | -  | -          | all     | games   | 403 | ks3    | -    | device_zone_role     | pc-1    | -
            plain   | 127.0.15.40 | 07 | -          | all     | child   | 200 | ks1    | -    | device_zone_role     | board-1 | -
            plain   | 127.0.15.40 | 99 | -          | all     | child   | 200 | ks1    | -    | zone                 | -       | -
            # -- sign-in where the device is known too: the stronger one
            tls     | 127.0.10.20 | -  | -          | all     | games   | 407 | staff  | tom  | device               | lap-tom | -
            tls     | 127.0.10.20 | -  | ann:right  | all     | games   | 403 | ks4    | ann  | proxy_auth           | lap-tom | -
            tls     | 127.0.10.20 | -  | ann:wrong  | all     | games   | 407 | staff  | tom  | device               | lap-tom | ann
            tls     | 127.0.10.50 | -  | tom:right  | all     | games   | 200 | staff  | tom  | proxy_auth           | cart-1  | -
            tls     | 127.0.10.50 | -  | -          | all     | games   | 407 | ks4    | -    | device               | cart-1  | -
            tls     | 127.0.10.60 | -  | ann:right  | all     | games   | 403 | ks4    | ann  | proxy_auth           | pc-1    | -
            tls     | 127.0.10.60 | -  | -          | all     | games   | 407 | ks3    | -    | device_zone_role     | pc-1    | -
            tls     | 127.0.10.40 | -  | tom:right  | all     | games   | 200 | staff  | tom  | proxy_auth           | till-1  | -
            tls     | 127.0.14.30 | -  | ann:right  | all     | games   | 403 | ks4    | ann  | proxy_auth           | -       | -
            plain   | 127.0.11.30 | -  | ann:right  | all     | games   | 200 | staff  | tom  | device               | fix-tom | ann
            """)
    void clientIsNobodyMoreThanIsVerified(
            String way,
            String client,
            @Nullable String mac,
            @Nullable String given,
            String bundle,
            String host,
            int status,
            String role,
            @Nullable String person,
            String how,
            @Nullable String device,
            @Nullable String claimed)
            throws IOException {
        proxy.use(BUNDLES.get(bundle));
        if (mac != null) {
            MACS.put(
                    TestPeople.host(client.contains(":") ? "[" + client + "]" : client),
                    MacAddress.parse("02:00:00:00:00:" + mac));
        }
        try (Wire wire = connect(way, client)) {
            wire.send(request(way, host + ".example", given));
            String head = wire.readHead();
            assertThat(Integer.parseInt(head.split(" ")[1])).as(head).isEqualTo(status);
            assertThat(head.contains("proxy-authenticate: Basic realm=\"Example School\", charset=\"UTF-8\""))
                    .isEqualTo(status == 407);
        }
        AccessRecord.Who who = record().who();
        if (!role.equals("*")) {
            assertThat(who.role()).isEqualTo(role);
            assertThat(who.how()).isEqualTo(how);
        }
        assertThat(who.principal()).isEqualTo(person);
        assertThat(who.device()).isEqualTo(device);
        assertThat(who.claimed()).isEqualTo(claimed);
    }

    private static AccessRecord record() {
        await().until(() -> proxy.records().size() == 1);
        return proxy.records().get(0);
    }

    private static Wire connect(String way, String client) throws IOException {
        return switch (way) {
            case "plain" -> Wire.connect(at(0), client);
            case "plain6" -> Wire.connect(new InetSocketAddress("::1", proxy.port(4)), client);
            case "tls", "connect" -> secure.over(Wire.connect(at(1), client));
            case "sender" -> announced(2, client);
            case "sendtls" -> secure.over(announced(3, client));
            case "divert" -> Wire.connect(diverted, client);
            default -> throw new IllegalArgumentException(way);
        };
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress("127.0.0.1", proxy.port(port));
    }

    private static Wire announced(int port, String client) throws IOException {
        Wire wire = Wire.connect(at(port), "127.0.77.1");
        boolean is6 = client.contains(":");
        wire.send("PROXY " + (is6 ? "TCP6 " : "TCP4 ") + client + (is6 ? " 2001:db8::1" : " 192.0.2.1")
                + " 50000 3128\r\n");
        return wire;
    }

    private static String request(String way, String host, @Nullable String given) {
        String[] fields = given == null ? new String[0] : new String[] {field(given)};
        int port = origin.port();
        return switch (way) {
            case "divert" ->
                "GET / HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n"
                        + Arrays.stream(fields).map(field -> field + "\r\n").reduce("", String::concat) + "\r\n";
            case "connect" ->
                Requests.connect(host, port)
                        .replaceFirst(
                                "\r\n\r\n$",
                                "\r\n" + String.join("", fields) + (fields.length == 0 ? "\r\n" : "\r\n\r\n"));
            default -> Requests.get(host, port, "/", fields);
        };
    }

    private static String field(String given) {
        if (given.equals("raw:latin1")) {
            byte[] latin1 = "ümä:pässword".getBytes(StandardCharsets.ISO_8859_1);
            return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(latin1);
        }
        if (given.startsWith("raw:")) {
            return "Proxy-Authorization: " + given.substring(4);
        }
        String name = given.substring(0, given.indexOf(':'));
        String password = given.substring(given.indexOf(':') + 1);
        return TestPeople.credentials(name, password.equals("right") ? TestPeople.PASSWORD : password);
    }
}
