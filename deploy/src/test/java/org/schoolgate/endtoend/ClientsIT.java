package org.schoolgate.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.rules.access.AccessFollower;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.disk.Disk;

/**
 * Real clients, each on a host behind the gateway: what is allowed comes, of what is blocked they show what the page of the
 * documentation says, and the access log has it all. Each row of that page's table is a test, with names of its own.
 */
@Tag("slow")
@Tag("root")
final class ClientsIT {
    private static final String WORDS = "Words of the site";
    private static final String BLOCK_PAGE = "This site is blocked at school";
    /** Debian's, before others of the same name. */
    private static final String COMMANDS = "/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Path AUTHORITIES_OF_THE_SYSTEM = Path.of("/etc/ssl/certs/ca-certificates.crt");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static RoutedSchool school;
    private static AccessFollower log;
    private static final List<AccessRecord> RECORDS = new ArrayList<>();

    /** By which a client comes to the gateway. */
    private enum Way {
        SETTING("proxy setting", 200, 403),
        PAC("PAC file", 200, 403),
        DIVERTED("diverted", 0, 0);

        private final String title;
        /** In the record of TLS that was let through. */
        private final int opened;
        /** In that of TLS that was not. */
        private final int refused;

        Way(String title, int opened, int refused) {
            this.title = title;
            this.opened = opened;
            this.refused = refused;
        }

        Map<String, String> environment() {
            return switch (this) {
                case SETTING ->
                    Map.of(
                            "http_proxy", RoutedSchool.PROXY,
                            "https_proxy", RoutedSchool.PROXY,
                            "PROXY_HOST", TestHosts.GATEWAY_IPV4,
                            "PROXY_PORT", "3128");
                case PAC -> Map.of("PAC", RoutedSchool.PAC);
                case DIVERTED -> Map.of();
            };
        }

        /** Who uses a proxy knows no address of a site. */
        boolean resolvesNames() {
            return this == DIVERTED;
        }
    }

    /** One row of the table, and the test of it. */
    private record Visit(Client client, Way way, List<String> shownOfHttp, List<String> shownOfHttps) {
        static Visit of(ClientTable.Row row) {
            Client client = Stream.of(Client.values())
                    .filter(each -> each.title().equals(row.client()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such client: " + row.client()));
            Way way = Stream.of(Way.values())
                    .filter(each -> each.title.equals(row.way()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such way: " + row.way()));
            return new Visit(client, way, row.http(), row.https());
        }

        /** Of the names that only this visit uses. */
        String label() {
            return (client + "-" + way).toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String site() {
            return label() + "." + RoutedSchool.SITE;
        }

        String blocked() {
            return label() + "." + RoutedSchool.BLOCKED;
        }

        @Override
        public String toString() {
            return client.title() + ", " + way.title;
        }
    }

    static List<Visit> visits() throws IOException {
        return ClientTable.rows().stream().map(Visit::of).toList();
    }

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.exists(AUTHORITIES_OF_THE_SYSTEM), "NOT TESTED: needs ca-certificates");
        Path web = Files.createDirectories(folder.resolve("web"));
        Files.writeString(web.resolve("index.html"), "<!DOCTYPE html>\n<p>" + WORDS + "</p>\n");
        for (Client client : Client.values()) {
            if (isInstalled(client)) {
                serve(client, web);
            }
        }
        school = RoutedSchool.open(folder, visits().stream().map(Visit::label).toList());
        school.use("redirect");
        log = new AccessFollower(Disk.ofSystem(), school.accessLog(), null, null);
        KeyStoreFile trusted = new KeyStoreFile(folder.resolve("trusted.p12"));
        trusted.keytool("-importcert", "-noprompt", "-file", school.authority().toString());
        Files.writeString(
                folder.resolve("authorities.pem"),
                Files.readString(AUTHORITIES_OF_THE_SYSTEM) + Files.readString(school.authority()));
        Files.writeString(folder.resolve("no-hosts"), "127.0.0.1 localhost\n");
    }

    private static boolean isInstalled(Client client) {
        return client.commands().stream()
                .allMatch(command ->
                        Stream.of(COMMANDS.split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, command))));
    }

    private static void serve(Client client, Path web) throws Exception {
        ProcessBuilder script = new ProcessBuilder("sh", "-ec", client.serving()).directory(web.toFile());
        script.environment().putAll(Map.of("PATH", COMMANDS, "WORDS", WORDS, "HOME", folder.toString()));
        try (RunningCommand serving = RunningCommand.start(script)) {
            assertThat(serving.awaitExit(PATIENCE))
                    .as(serving.logged().toString())
                    .isZero();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (school != null) {
            school.stop();
        }
    }

    @Test
    void everyClientIsInTheTableOnceForEachWay() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Client client : Client.values()) {
            Set<Way> ways = Set.of(Client.CHROMIUM, Client.FIREFOX).contains(client)
                    ? EnumSet.allOf(Way.class)
                    : EnumSet.of(Way.SETTING, Way.DIVERTED);
            ways.forEach(way -> expected.add(client.title() + ", " + way.title));
        }
        assertThat(visits().stream().map(Visit::toString)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("visits")
    void allowedSitesComeAndOfBlockedOnesTheTableSaysWhatIsShown(Visit visit) throws Exception {
        assumeTrue(
                isInstalled(visit.client()),
                () -> "NOT TESTED: needs " + visit.client().commands());
        Map<String, String> shown = browse(visit);
        assertThat(shown).containsOnlyKeys(addresses(visit));
        assertThat(shown.get("http://" + visit.site())).contains(WORDS);
        assertThat(shown.get("https://" + visit.site())).contains(WORDS);
        assertShown(requireNonNull(shown.get("http://" + visit.blocked())), visit.shownOfHttp());
        assertShown(requireNonNull(shown.get("https://" + visit.blocked())), visit.shownOfHttps());
        assertThat(school.origin().said()).noneMatch(line -> line.contains(visit.blocked()));
        awaitRecord("GET", visit.site(), Outcome.ALLOW, 200);
        awaitRecord("CONNECT", visit.site(), Outcome.ALLOW, visit.way().opened);
        awaitRecord("GET", visit.blocked(), Outcome.BLOCK, 403);
        awaitRecord("CONNECT", visit.blocked(), Outcome.BLOCK, visit.way().refused);
    }

    private static void assertShown(String shown, List<String> quotes) {
        assertThat(shown).contains(quotes).doesNotContain(WORDS);
        assertThat(shown.contains(BLOCK_PAGE)).as("shows the block page").isEqualTo(quotes.contains(BLOCK_PAGE));
    }

    /** What the client says of each address. */
    private static Map<String, String> browse(Visit visit) throws Exception {
        Path home = Files.createDirectories(folder.resolve("homes").resolve(visit.label()));
        String script = "mount --bind \"$HOSTS\" /etc/hosts\n"
                + "mount --bind \"$AUTHORITIES\" " + AUTHORITIES_OF_THE_SYSTEM + "\n"
                + "exec 2>&1\n"
                + visit.client().browsing();
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(addresses(visit));
        ProcessBuilder client = new ProcessBuilder(school.hosts().onClient(command)).directory(home.toFile());
        client.environment().clear();
        client.environment().putAll(environment(visit.way(), home));
        try (RunningCommand browsing = RunningCommand.start(client)) {
            return sections(browsing.awaitSaid(PATIENCE));
        }
    }

    private static List<String> addresses(Visit visit) {
        return Stream.of(visit.site(), visit.blocked())
                .flatMap(name -> Stream.of("http://" + name, "https://" + name))
                .toList();
    }

    private static Map<String, String> environment(Way way, Path home) {
        Map<String, String> variables = new HashMap<>(way.environment());
        variables.putAll(Map.of(
                "PATH", COMMANDS,
                "HOME", home.toString(),
                "LANG", "C.UTF-8",
                "HOSTS", (way.resolvesNames() ? school.hostsFile() : folder.resolve("no-hosts")).toString(),
                "AUTHORITY", school.authority().toString(),
                "AUTHORITIES", folder.resolve("authorities.pem").toString(),
                "TRUST_STORE", folder.resolve("trusted.p12").toString(),
                "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "CLASSES", System.getProperty("java.class.path")));
        return variables;
    }

    /** What stands behind {@code == ADDRESS}, by address. */
    private static Map<String, String> sections(List<String> lines) {
        return Stream.of(String.join("\n", lines).split("(^|\n)== "))
                .filter(section -> !section.isEmpty())
                .map(section -> section.split("\n", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length > 1 ? parts[1] : ""));
    }

    private static void awaitRecord(String method, String host, Outcome decision, int status) {
        await(method + " " + host + " " + status).atMost(PATIENCE).until(() -> {
            log.read(RECORDS::add);
            return RECORDS.stream()
                    .anyMatch(record -> record.asked().method().equals(method)
                            && record.asked().host().equals(host)
                            && record.ruling().decision() == decision
                            && record.sent().status() == status);
        });
    }
}
