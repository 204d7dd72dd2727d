package org.schoolgate.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.listen.ListenerConfig;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.listen.TlsFiles;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.SecureWires;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestPeople;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.people.PasswordHash;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;

/** Signing in at the proxy, request after request, while time goes by and people change. */
final class SignInTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String POLICY = """
            format: 1
            school: {name: Example School, time_zone: Europe/London}
            zones:
              - {id: suite, name: ICT suite, networks: [127.0.10.0/24], roles: [ks3, staff], unidentified: ks3, sign_in: required}
              - {id: nat, name: Terminal server, networks: [127.0.14.0/24], roles: [ks3, staff], unidentified: ks3,
                 shared_address: true, sign_in: required}
              - {id: open, name: Open, networks: [127.0.11.0/24], roles: [ks3, staff], unidentified: ks3}
            roles:
              ks3: {audience: ks3, default: allow, blocked_categories: [adult, games]}
              staff: {audience: adult, default: allow, blocked_categories: [adult]}
            alerting: [{category: adult}]
            """;
    private static final Person TOM = TestPeople.person("tom", "staff");
    private static final Person ANN = TestPeople.person("ann", "ks3");
    private static final String SUITE = "127.0.10.1";
    private static final String RIGHT = TestPeople.credentials("tom", TestPeople.PASSWORD);
    private static final String WRONG = TestPeople.credentials("tom", "wrong");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Map<Host, Long> macs = new ConcurrentHashMap<>();
    private long generation;
    private TestProxy proxy;
    private FakeOrigin origin;
    private SecureWires secure;

    @BeforeEach
    void start() throws IOException {
        TestAuthority authority = new TestAuthority();
        TlsFiles files = new TlsFiles(folder.resolve("proxy.crt"), folder.resolve("proxy.key"));
        authority.writePem(files.certificate(), files.key(), "127.0.0.1");
        secure = new SecureWires(authority.pem());
        proxy = TestProxy.in(folder.resolve("proxy"))
                .ports(new ListenerConfig(
                        Kind.TLS, new InetSocketAddress("0.0.0.0", 0), Set.of(), List.of(), files, null))
                .neighbours(address -> macs.getOrDefault(address, Neighbours.UNKNOWN))
                .signInClock(nanos::get)
                .start();
        proxy.use(bundle(TOM, ANN));
        origin = FakeOrigin.answering(OK);
    }

    private Bundle bundle(Person... persons) {
        return bundle(new People(List.of(persons), List.of(), List.of()));
    }

    private Bundle bundle(People people) {
        generation++;
        return TestBundles.of(folder, generation, POLICY, people);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    private Wire client(String from) throws IOException {
        return secure.over(proxy.client(from));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Of a host that staff get and pupils do not. */
    private int ask(Wire wire, String... fields) throws IOException {
        wire.send(Requests.get("games.example", origin.port(), "/", fields));
        return wire.readAnswer().status();
    }

    private int ask(String from, String... fields) throws IOException {
        try (Wire wire = client(from)) {
            return ask(wire, fields);
        }
    }

    private AccessRecord last(int count) {
        await().until(() -> proxy.records().size() == count);
        return proxy.records().get(count - 1);
    }

    @Test
    void browserIsAskedOnceAndServedOnTheSameConnection() throws IOException {
        try (Wire browser = client(SUITE)) {
            browser.send(Requests.get("games.example", origin.port(), "/"));
            Wire.Answer challenge = browser.readAnswer();
            assertThat(challenge.status()).isEqualTo(407);
            assertThat(challenge.field("Proxy-Authenticate"))
                    .isEqualTo("Basic realm=\"Example School\", charset=\"UTF-8\"");
            assertThat(challenge.body()).contains("Please sign in");
            for (int i = 0; i < 3; i++) {
                assertThat(ask(browser, RIGHT)).isEqualTo(200);
            }
        }
        assertThat(origin.heads())
                .hasSize(3)
                .allSatisfy(head -> assertThat(head).doesNotContainIgnoringCase("proxy-auth"));
        AccessRecord asked = proxy.records().get(0);
        assertThat(asked.ruling().decision()).isEqualTo(Outcome.REFUSE);
        assertThat(asked.ruling().step()).isEqualTo("who");
        assertThat(asked.ruling().rule()).isEqualTo("sign_in");
        assertThat(asked.note()).isEqualTo("sign_in_needed");
        assertThat(asked.reference()).isNull();
    }

    @Test
    void bodyWaitsUntilThePasswordIsKnownToBeRight() throws IOException {
        try (FakeOrigin echo = FakeOrigin.by(wire -> {
                    wire.readHead();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + wire.readText(5));
                });
                Wire browser = client(SUITE)) {
            browser.send(
                    Requests.request("POST", "games.example", echo.port(), "/", "Content-Length: 5", RIGHT) + "hello");
            assertThat(browser.readAnswer().body()).isEqualTo("hello");
        }
    }

    @Test
    void bodyOfAWrongPasswordIsReadAndTheConnectionGoesOn() throws IOException {
        try (Wire browser = client(SUITE)) {
            browser.send(Requests.request("POST", "games.example", origin.port(), "/", "Content-Length: 5", WRONG)
                    + "hello");
            assertThat(browser.readAnswer().status()).isEqualTo(407);
            assertThat(ask(browser, RIGHT)).isEqualTo(200);
        }
        assertThat(origin.heads()).hasSize(1);
    }

    @Test
    void requestsThatComeTogetherAreEachOfWhoSignedInForThem() throws IOException {
        try (Wire browser = client(SUITE)) {
            String ann = TestPeople.credentials("ann", TestPeople.PASSWORD);
            browser.send(Requests.get("games.example", origin.port(), "/", RIGHT)
                    + Requests.get("games.example", origin.port(), "/", ann)
                    + Requests.get("games.example", origin.port(), "/")
                    + Requests.get("games.example", origin.port(), "/", RIGHT));
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(browser.readAnswer().status());
            }
            assertThat(answers).containsExactly(200, 403, 407, 200);
        }
        await().until(() -> proxy.records().size() == 4);
        assertThat(proxy.records())
                .extracting(record -> record.who().principal())
                .containsExactly("tom", "ann", null, "tom");
    }

    @Test
    void clientThatLeavesWhileItsPasswordIsTriedIsWrittenDownAsNobody() throws IOException {
        try (Wire browser = client(SUITE)) {
            browser.send(Requests.get("games.example", origin.port(), "/", WRONG));
        }
        AccessRecord record = last(1);
        assertThat(record.who().principal()).isNull();
        assertThat(origin.connections()).isZero();
    }

    @Test
    void requestsInTheClearThroughATunnelAreOfWhoOpenedIt() throws IOException {
        try (Wire browser = client(SUITE)) {
            String connect = Requests.connect("games.example", origin.port());
            browser.send(connect.substring(0, connect.length() - 2) + RIGHT + "\r\n\r\n");
            assertThat(browser.readHead()).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 2; i++) {
                browser.sendHead("GET / HTTP/1.1", "Host: games.example:" + origin.port());
                assertThat(browser.readAnswer().status()).isEqualTo(200);
            }
        }
        await().until(() -> proxy.records().size() == 3);
        assertThat(proxy.records()).allSatisfy(record -> {
            assertThat(record.who().principal()).isEqualTo("tom");
            assertThat(record.who().how()).isEqualTo("proxy_auth");
        });
    }

    @Test
    void passwordThatIsSentThroughATunnelIsAClaimAndGoesNoFurther() throws IOException {
        try (Wire browser = client(SUITE)) {
            String connect = Requests.connect("site.example", origin.port());
            String ann = TestPeople.credentials("ann", TestPeople.PASSWORD);
            browser.send(connect.substring(0, connect.length() - 2) + ann + "\r\n\r\n");
            browser.readHead();
            browser.sendHead("GET / HTTP/1.1", "Host: site.example:" + origin.port(), RIGHT);
            assertThat(browser.readAnswer().status()).isEqualTo(200);
        }
        AccessRecord record = last(2);
        assertThat(record.who().principal()).isEqualTo("ann");
        assertThat(record.who().claimed()).isEqualTo("tom");
        assertThat(origin.heads().get(0)).doesNotContainIgnoringCase("proxy-auth");
    }

    @Test
    void openTunnelIsClosedWhenItsOpenerHasAnotherPassword() throws IOException {
        byte[] hello = Hellos.of("games.example");
        try (FakeOrigin silent = FakeOrigin.by(wire -> wire.readToEnd());
                Wire browser = client(SUITE)) {
            String connect = Requests.connect("games.example", silent.port());
            browser.send(connect.substring(0, connect.length() - 2) + RIGHT + "\r\n\r\n");
            browser.readHead();
            browser.send(hello);
            await().until(() -> silent.connections() == 1);
            proxy.use(bundle(TOM, ANN));
            assertThat(proxy.records()).as("the same people, published again").isEmpty();
            String other = PasswordHash.of("another", new SecureRandom()).text();
            proxy.use(bundle(new Person("tom", "staff", Set.of(), "tom", other), ANN));
            assertThat(browser.isEnded()).isTrue();
        }
        AccessRecord record = last(1);
        assertThat(record.note()).isEqualTo("sign_in_needed");
        assertThat(record.who().principal()).isNull();
    }

    @Test
    void openTunnelIsClosedWhenItsOpenerHasARoleWithoutThatSite() throws IOException {
        try (FakeOrigin silent = FakeOrigin.by(wire -> wire.readToEnd());
                Wire browser = client(SUITE)) {
            String connect = Requests.connect("games.example", silent.port());
            browser.send(connect.substring(0, connect.length() - 2) + RIGHT + "\r\n\r\n");
            browser.readHead();
            browser.send(Hellos.of("games.example"));
            await().until(() -> silent.connections() == 1);
            proxy.use(bundle(new Person("tom", "ks3", Set.of(), "tom", TOM.passwordHash())));
            assertThat(browser.isEnded()).isTrue();
        }
        assertThat(last(1).ruling().decision()).isEqualTo(Outcome.BLOCK);
        assertThat(last(1).who().role()).isEqualTo("ks3");
        assertThat(last(1).who().principal()).isEqualTo("tom");
    }

    @Test
    void whoIsRemovedIsAskedAtTheNextRequest() throws IOException {
        try (Wire browser = client(SUITE)) {
            assertThat(ask(browser, RIGHT)).isEqualTo(200);
            proxy.use(bundle(ANN));
            assertThat(ask(browser, RIGHT)).isEqualTo(407);
            proxy.use(bundle(TOM, ANN));
            assertThat(ask(browser, RIGHT)).isEqualTo(200);
        }
    }

    @Test
    void passwordIsTriedAgainAfterAWhile() throws IOException {
        try (Wire browser = client(SUITE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(browser, RIGHT)).isEqualTo(200);
                pass(Duration.ofMinutes(14));
            }
        }
    }

    @Test
    void wrongPasswordsOfOneNameHaveToWaitAndTheRightOneTooUntilThen() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(ask(SUITE, TestPeople.credentials("tom", "wrong-" + i))).isEqualTo(407);
        }
        try (Wire browser = client(SUITE)) {
            browser.send(Requests.get("games.example", origin.port(), "/", RIGHT));
            Wire.Answer refused = browser.readAnswer();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.field("Retry-After")).isEqualTo("5");
        }
        assertThat(ask(SUITE, TestPeople.credentials("tom", "wrong-6"))).isEqualTo(429);
        assertThat(ask("127.0.14.9", TestPeople.credentials("tom", "wrong-7")))
                .as("from elsewhere too")
                .isEqualTo(429);
        assertThat(ask(SUITE, TestPeople.credentials("ann", TestPeople.PASSWORD)))
                .as("others")
                .isEqualTo(403);
        pass(Duration.ofMinutes(2));
        assertThat(ask(SUITE, RIGHT)).isEqualTo(200);
        assertThat(ask(SUITE, TestPeople.credentials("tom", "wrong-8")))
                .as("forgotten")
                .isEqualTo(407);
    }

    @Test
    void sameWrongPasswordAgainAndAgainIsOneMistake() throws IOException {
        try (Wire browser = client(SUITE)) {
            for (int i = 0; i < 20; i++) {
                assertThat(ask(browser, WRONG)).isEqualTo(407);
            }
            assertThat(ask(browser, RIGHT)).isEqualTo(200);
        }
    }

    @Test
    void wrongNamesFromOneAddressHaveToWaitAndThoseSignedInDoNot() throws IOException {
        assertThat(ask(SUITE, RIGHT)).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            assertThat(ask(SUITE, TestPeople.credentials("nobody-" + i, "guess")))
                    .isEqualTo(407);
        }
        assertThat(ask(SUITE, TestPeople.credentials("nobody-20", "guess"))).isEqualTo(429);
        assertThat(ask(SUITE, RIGHT)).isEqualTo(200);
        assertThat(ask("127.0.10.2", TestPeople.credentials("nobody-20", "guess")))
                .isEqualTo(407);
    }

    @Test
    void addressThatManyShareIsNeverLockedOut() throws IOException {
        for (int i = 0; i < 25; i++) {
            assertThat(ask("127.0.14.1", TestPeople.credentials("nobody-" + i, "guess")))
                    .isEqualTo(407);
        }
        assertThat(ask("127.0.14.1", RIGHT)).isEqualTo(200);
    }

    @Test
    void deviceThatMovesIsKnownAtItsNewAddressAndNotAtTheOld() throws IOException {
        proxy.use(bundle(new People(
                List.of(TOM, ANN), List.of(), List.of(TestPeople.owned("lap-tom", "tom", "02:00:00:00:00:02")))));
        macs.put(TestPeople.host("127.0.11.1"), 0x020000000002L);
        assertThat(ask("127.0.11.1")).isEqualTo(200);
        macs.clear();
        macs.put(TestPeople.host("127.0.11.2"), 0x020000000002L);
        assertThat(ask("127.0.11.1")).isEqualTo(403);
        assertThat(ask("127.0.11.2")).isEqualTo(200);
    }

    @Test
    void helplineIsReachedWithAnyPasswordAndNobodyIsWrittenDown() throws IOException {
        for (String given : List.of(RIGHT, WRONG)) {
            try (Wire browser = client(SUITE)) {
                browser.send(Requests.get("helpline.example", 80, "/", given));
                assertThat(browser.readAnswer().status())
                        .as("no such name here, but allowed")
                        .isIn(502, 504);
            }
        }
        await().until(() -> proxy.records().size() == 2);
        assertThat(proxy.records()).allSatisfy(record -> {
            assertThat(record.who().client()).isEmpty();
            assertThat(record.who().principal()).isNull();
            assertThat(record.who().claimed()).isNull();
        });
    }

    @Test
    void suspectedIncidentSaysWhoItWasAndHowThatIsKnown() throws IOException {
        try (Wire browser = client(SUITE)) {
            browser.send(Requests.get("adult.example", 80, "/", TestPeople.credentials("ann", TestPeople.PASSWORD)));
            assertThat(browser.readAnswer().status()).isEqualTo(403);
        }
        assertThat(proxy.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.person()).isEqualTo("ann");
            assertThat(incident.principalHow()).isEqualTo("proxy_auth");
            assertThat(incident.device()).isNull();
            assertThat(incident.claimed()).isNull();
        });
    }

    @Test
    void beingAskedIsNoSuspectedIncident() throws IOException {
        try (Wire browser = client(SUITE)) {
            for (int i = 0; i < 40; i++) {
                browser.send(Requests.get("adult.example", 80, "/", "Accept: text/html"));
                assertThat(browser.readAnswer().status()).isEqualTo(407);
            }
        }
        assertThat(proxy.incidents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:443"})
    void tunnelToAnAddressIsNotOpenedBeforeSignIn(String authority) throws IOException {
        String target = authority.contains(":") ? authority : authority + ":" + origin.port();
        try (Wire browser = client(SUITE)) {
            browser.sendHead("CONNECT " + target + " HTTP/1.1", "Host: " + target);
            assertThat(browser.readAnswer().status()).isEqualTo(407);
        }
        assertThat(origin.connections()).isZero();
    }

    @Test
    void severalPasswordsAtOnceAreRefused() throws IOException {
        try (Wire browser = client(SUITE)) {
            browser.send(Requests.get("games.example", origin.port(), "/", RIGHT, WRONG));
            assertThat(browser.readAnswer().status()).isEqualTo(400);
        }
    }
}
