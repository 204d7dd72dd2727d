package org.schoolgate.proxy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.proxy.testing.FakeNameServer;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.proxy.tunnel.TunnelLimits;
import org.schoolgate.rules.access.AccessRecord;

/**
 * Ways round the filter, each on sockets, as a pupil of key stage 3 would try it under the starter policy. Every name there
 * is leads to one real origin on loopback, which says what it saw; of an evasion, nothing.
 */
final class EvasionTest {
    private static final Path STARTER = Path.of("../deploy/starter");
    private static final Map<String, List<String>> LISTS = Map.of(
            "adult", List.of("adult.example"),
            "games", List.of("games.example", "xn--bcher-kva.example"),
            "malware", List.of("malware.example"),
            "redirector", List.of("proxy.example", "anonymiser.example"),
            "vpn", List.of("vpn.example"),
            "remote-control", List.of("remote.example"));
    private static final Duration SOON = Duration.ofMillis(2);
    private static final String TLS_ALERT = "\u0015\u0003\u0001\u0000\u0002\u0002\u0031";
    private static final String ANSWER = """
            HTTP/1.1 200 OK
            Content-Length: 4
            Alt-Svc: h3=":443"; ma=86400
            Upgrade: h2c
            Connection: Upgrade

            seen""".replace("\n", "\r\n");

    @TempDir
    static Path folder;

    private static final List<String> seenByOrigin = new CopyOnWriteArrayList<>();
    private static FakeNameServer nameServer;
    private static FakeOrigin origin;
    private static TestProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        nameServer = new FakeNameServer();
        nameServer.knowEverything("127.0.0.1");
        origin = FakeOrigin.by(EvasionTest::listen);
        String policy = Files.readString(STARTER.resolve("policy.yaml")) + """
                zones: [{id: room, name: Room, networks: [127.0.3.0/24], roles: [ks3]}]
                inside: [{networks: [127.0.0.0/8], ports: [%d]}]
                """.formatted(origin.port());
        String sites = Files.readString(STARTER.resolve("sites.yaml"));
        proxy = TestProxy.in(folder)
                .bundle(TestBundles.with(folder.resolve("evasion"), policy, sites, LISTS))
                .allowOrigins(List.of())
                .nameServer(nameServer.address())
                .tunnelLimits(new TunnelLimits(Duration.ofMillis(500), 15))
                .start();
    }

    /** Keeps what comes, and answers both HTTP and TLS. */
    private static void listen(Wire wire) throws IOException {
        byte[] bytes = new byte[4096];
        for (int length = wire.readSome(bytes); length > 0; length = wire.readSome(bytes)) {
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            seenByOrigin.add(text);
            wire.send(text.startsWith("\u0016") ? text : ANSWER);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
        origin.close();
        nameServer.close();
    }

    private static Stream<Evasion> evasions() {
        return Evasion.table().stream().filter(row -> !row.passes());
    }

    private static Stream<Evasion> harmless() {
        return Evasion.table().stream().filter(Evasion::passes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evasions")
    void doesNotPass(Evasion row) throws IOException {
        seenByOrigin.clear();
        int before = proxy.records().size();
        try (Wire client = proxy.pupil()) {
            String answered = ask(client, row);
            await().pollInterval(SOON).until(() -> proxy.records().size() > before);
            List<AccessRecord> records = proxy.records();
            AccessRecord record = records.get(records.size() - 1);
            assertThat(Evasion.outcome(answered, record)).isEqualTo(row.expected());
        }
        assertThat(seenByOrigin).as("what the origin saw").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void passesWithoutHintsOfWaysRound(Evasion row) throws IOException {
        seenByOrigin.clear();
        try (Wire client = proxy.pupil()) {
            row.send(client, origin.port());
            if (row.isTls()) {
                client.read(1);
            } else {
                Answer answer = client.readAnswer();
                assertThat(answer.body()).isEqualTo("seen");
                assertThat(answer.head()).doesNotContainIgnoringCase("alt-svc").doesNotContainIgnoringCase("upgrade");
            }
        }
        assertThat(seenByOrigin).as("what the origin saw").isNotEmpty();
    }

    /** What came back: a status, {@code alert} or {@code end}. */
    private static String ask(Wire client, Evasion row) throws IOException {
        row.send(client, origin.port());
        byte[] first = new byte[1];
        int length = client.readSome(first);
        if (length < 0) {
            return "end";
        } else if (first[0] == TLS_ALERT.charAt(0)) {
            assertThat(client.readText(TLS_ALERT.length() - 1)).isEqualTo(TLS_ALERT.substring(1));
            assertThat(client.isEnded()).isTrue();
            return "alert";
        }
        return client.readHead().split(" ", 3)[1];
    }

    @Test
    void tableIsAsLargeAsItIsSaidToBe() {
        assertThat(evasions()).hasSizeGreaterThanOrEqualTo(250);
        assertThat(harmless()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(Evasion.table().stream().map(Evasion::toString)).doesNotHaveDuplicates();
    }
}
