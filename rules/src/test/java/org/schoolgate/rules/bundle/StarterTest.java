package org.schoolgate.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.PathLogging;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Role;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.ServiceMode;
import org.schoolgate.rules.policy.ServiceModes;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.TunnelProtocol;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.policy.Zone;

/** What ships under {@code deploy/starter} is free of mistakes and does what the requirements ask of a first day. */
final class StarterTest {
    private static final Path STARTER = Path.of("../deploy/starter");
    private static final Path LISTS = STARTER.resolve("demo/lists");
    private static final Vocabulary VOCABULARY = Vocabulary.standard();

    private static SiteSets sites;
    private static Index demoIndex;
    private static Policy demo;

    /** The starter policy, which knows of no lessons, with the lists of the demonstration, where there always is one. */
    private static Policy starter;

    /** A new installation: the starter policy, and no list at all. */
    private static Policy fresh;

    @BeforeAll
    static void readAll(@TempDir Path temp) throws IOException, InvalidPolicyException {
        Path file = temp.resolve("index");
        try (IndexCompiler compiler =
                new IndexCompiler(temp, name -> Optional.empty(), new HashSeed(1, 2), Bundles.AT)) {
            compiler.add(new ListSource("demo", ListFormat.UT1, LISTS, Optional.empty()));
            compiler.write(file);
        }
        demoIndex = Index.open(file);
        sites = SiteSets.read(Files.readString(STARTER.resolve("sites.yaml")), "sites.yaml", VOCABULARY);
        String policy = Files.readString(STARTER.resolve("policy.yaml"));
        String additions = Files.readString(STARTER.resolve("demo/additions.yaml"));
        fresh = Policy.compile(
                PolicyReader.read(policy, "policy.yaml", VOCABULARY, sites), sites, VOCABULARY, Set.of());
        starter = Policy.compile(
                PolicyReader.read(policy, "policy.yaml", VOCABULARY, sites), sites, VOCABULARY, demoIndex.categories());
        demo = Policy.compile(
                PolicyReader.read(policy + additions, "policy.yaml", VOCABULARY, sites),
                sites,
                VOCABULARY,
                demoIndex.categories());
    }

    @Test
    void rolesAreThoseThatSchoolsHave() {
        assertThat(fresh.roles())
                .extracting(Role::id)
                .containsExactly("ks1", "ks2", "ks3", "ks4", "staff", "governor", "visitor", "device");
        assertThat(fresh.roles()).filteredOn(Role::isPupil).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, ks3",
        "127.0.0.2, ks1",
        "127.0.1.1, ks1",
        "127.0.2.9, ks2",
        "127.0.3.1, ks3",
        "127.0.4.1, ks4",
        "127.0.5.1, staff",
        "127.0.6.1, governor",
        "127.0.7.255, visitor",
        "127.0.8.1, ks3",
        "127.0.9.1, device",
        "127.0.10.1, ks1",
        "10.0.0.1, ks1"
    })
    void demonstrationZonesGiveTheRole(String address, String role) {
        byte[] bytes = Bundles.host(address).addressBytes();
        assertThat(demo.unidentified(demo.zoneOf(bytes)).role()).isEqualTo(role);
    }

    /** Requirements R01 to R03, R07 to R11 and R16, one host of a demonstration list each. */
    @ParameterizedTest
    @CsvSource({
        "adult.example, bbbb bbb b",
        "agressif.example, bbbb bbb b",
        "drogue.example, bbbb bbb b",
        "gambling.example, bbbb bbb b",
        "dating.example, bbbb bbb b",
        "self-harm.example, bbbb bbb b",
        "warez.example, bbbb bbb b",
        "hacking.example, bbbb bbb b",
        "malware.example, bbbb bbb b",
        "phishing.example, bbbb bbb b",
        "extremism.example, bbbb bbb b",
        "redirector.example, bbbb bbb b",
        "vpn.example, bbbb bbb b",
        "doh.example, bbbb bbb b",
        "publicite.example, bbbb bbb b",
        "social-networks.example, bbbb bbb b",
        "chat.example, bbbb aaa b",
        "forums.example, bbbb aaa b",
        "ai-chat.example, bbbb aaa b",
        "games.example, bbbb aab b",
        "audio-video.example, bbbb aaa b",
        "webmail.example, bbbb aaa b",
        "shopping.example, bbbb baa b",
        "remote-control.example, bbbb aab b",
        "download.example, bbbb aab b",
        "press.example, baaa aaa b",
        "sports.example, baaa aaa b",
        "cooking.example, baaa aaa b",
        "child.example, baaa aaa b",
        "sexual-education.example, baaa aaa b",
        "educational-games.example, baaa aaa b",
        "search.example, bbaa aaa b",
        "jobsearch.example, bbaa aaa b",
        "bank.example, bbaa aaa b",
        "update.example, baaa aaa a",
        "unlisted.example, bbaa aaa b",
        "reading-corner.example, aaaa aaa b",
        "www.reading-corner.example, aaaa aaa b",
        "203.0.113.7, bbbb aaa b",
        "www.tiktok.com, bbbb bbb b",
        "chatgpt.com, bbbb aaa b",
        "dns.google, bbbb bbb b",
        "www.bing.com, bbaa aaa b",
        "www.childline.org.uk, aaaa aaa a",
        "captive.apple.com, aaaa aaa a",
    })
    void demonstrationDecidesAsRequired(String host, String pupilsAdultsDevice) {
        StringBuilder found = new StringBuilder();
        for (String role : List.of("ks1", "ks2", "ks3", "ks4", " ", "staff", "governor", "visitor", " ", "device")) {
            found.append(
                    role.isBlank()
                            ? role
                            : decide(demo, role, host).action().id().charAt(0));
        }
        assertThat(found).hasToString(pupilsAdultsDevice);
    }

    /** Requirement R16, at a school in Great Britain. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-24T08:29:59Z, allow",
        "2026-11-24T08:30:00Z, block",
        "2026-11-24T15:29:59Z, block",
        "2026-11-24T15:30:00Z, allow",
        "2026-11-28T11:00:00Z, allow",
        "2026-06-24T07:30:00Z, block",
        "2026-06-24T14:30:00Z, allow"
    })
    void staffDoNotShopWhileThereIsSchool(Instant at, String decision) {
        assertThat(decide(starter, "staff", "shopping.example", at).action().id())
                .isEqualTo(decision);
        assertThat(decide(starter, "governor", "shopping.example", at)).isInstanceOf(Decision.Allow.class);
        assertThat(decide(starter, "ks4", "shopping.example", at)).isInstanceOf(Decision.Block.class);
    }

    @Test
    void pupilsGetNothingUnlistedUntilTheRequiredListsAreLoaded() {
        assertThat(fresh.missing())
                .containsExactly(
                        "no list with the category \"adult\" is loaded: pupils do not get unlisted sites",
                        "no list with the category \"malware\" is loaded: pupils do not get unlisted sites");
        assertThat(reason(fresh, "ks3", "unlisted.example").rule()).isEqualTo("required_categories");
        assertThat(reason(fresh, "ks4", "unlisted.example").rule()).isEqualTo("required_categories");
        assertThat(reason(fresh, "ks2", "unlisted.example").rule()).isEqualTo("role/ks2");
        assertThat(decide(fresh, "staff", "unlisted.example")).isInstanceOf(Decision.Allow.class);
        assertThat(demo.missing()).isEmpty();
    }

    /** Requirement R74: by role and age. */
    @Test
    void aSchoolOpensArtificialIntelligenceByRole() throws Exception {
        String rule = "rules:\n  - {id: ai-ks4, roles: [ks4], categories: [ai_chat], action: allow, clause: AI}\n";
        String opened = Files.readString(STARTER.resolve("policy.yaml")).replace("\nrules:\n", "\n" + rule);
        SiteSets sites = SiteSets.read(Files.readString(STARTER.resolve("sites.yaml")), "sites.yaml", VOCABULARY);
        Policy policy =
                Policy.compile(PolicyReader.read(opened, "policy.yaml", VOCABULARY), sites, VOCABULARY, Set.of());
        for (String host : List.of("chatgpt.com", "claude.ai")) {
            assertThat(reason(policy, "ks4", host).clause()).isEqualTo("AI");
            assertThat(decide(policy, "ks4", host)).isInstanceOf(Decision.Allow.class);
            assertThat(decide(policy, "ks3", host)).isInstanceOf(Decision.Block.class);
            assertThat(decide(policy, "ks1", host)).isInstanceOf(Decision.Block.class);
        }
    }

    /** Where requests are in the clear; a school's name servers do the rest. */
    @Test
    void servicesAreAskedForLessInTheNameOfPupilsAlone() {
        for (Role role : fresh.roles()) {
            ServiceModes services = fresh.services(role.id());
            assertThat(services.has(ServiceMode.SAFE_SEARCH)).isEqualTo(role.isPupil());
            assertThat(services.has(ServiceMode.YOUTUBE_STRICT)).isEqualTo(role.isPupil());
            assertThat(fresh.files(role.id()).looksAtDownloads()).isEqualTo(role.isPupil());
        }
    }

    @Test
    void factsAreInForceWithoutAnyList() {
        Reason reason = reason(fresh, "staff", "www.facebook.com");
        assertThat(reason.category()).isEqualTo(new Category("social_networks"));
        assertThat(reason.match()).isNotNull();
        assertThat(reason.match().list().name()).isEqualTo("starter");
        assertThat(reason.match().file()).isEqualTo("sites.yaml");
        assertThat(reason.match().line()).isPositive();
        assertThat(decide(fresh, "ks3", "www.bing.com")).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void demonstrationHasALessonAtAnyHourWhichClosesPupilsOwnDevices() {
        for (String time : List.of("2026-11-24T09:00:00Z", "2026-11-28T23:30:00Z", "2026-08-02T03:58:59Z")) {
            assertThat(decide(demo, "ks3", "press.example", Instant.parse(time), "127.0.8.1")
                            .reason()
                            .rule())
                    .isEqualTo("zone/demo-byod");
        }
        Instant lastMinute = Instant.parse("2026-11-24T09:59:00Z");
        assertThat(decide(demo, "ks3", "press.example", lastMinute, "127.0.8.1"))
                .isInstanceOf(Decision.Allow.class);
        assertThat(demo.lints(Bundles.AT)).isEmpty();
    }

    /** Requirement R73: health, faith, LGBT+ support, helplines and the like, by whatever a list accuses them of. */
    @Test
    void supportSitesAreOpenFromKeyStage3OnWhateverListsSay() {
        List<Host> support = sites.facts(new Category("support"));
        assertThat(support).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
        for (Host host : support) {
            assertThat(sites.essential()).containsEntry(host, new Category("support"));
            for (String role : List.of("ks3", "ks4", "staff")) {
                assertThat(decide(fresh, role, host.text())).as(host.text()).isInstanceOf(Decision.Allow.class);
                for (String accused : List.of("adult", "sect", "self_harm", "drogue", "agressif")) {
                    assertThat(decide(fresh, role, listed(host, accused), Bundles.AT))
                            .as(host.text())
                            .isInstanceOf(Decision.Allow.class);
                }
            }
            assertThat(decide(fresh, "staff", listed(host, "malware"), Bundles.AT)
                            .reason()
                            .rule())
                    .isEqualTo("risk_floor");
        }
    }

    private static Verdict listed(Host host, String category) {
        NamedList list = new NamedList("list", new Category(category));
        return new Verdict(host, List.of(Match.ofName(list, Scope.NAME_AND_BELOW, host, "domains", 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adult", "self_harm", "malware", "phishing"})
    void attemptsThatMatterRaiseAnIncidentForEveryone(String category) {
        for (Role role : fresh.roles()) {
            assertThat(fresh.isAlerting(new Category(category), role.id()))
                    .as(role.id())
                    .isTrue();
        }
    }

    /** Apps and browsers ask for these by themselves, so that it takes more than one to be held against a person. */
    @ParameterizedTest
    @ValueSource(strings = {"redirector", "strict_redirector", "vpn", "doh", "ip_address"})
    void waysRoundTheFilterAreNoIncidentByThemselves(String category) {
        assertThat(fresh.detection().evasive()).contains(new Category(category));
        for (Role role : fresh.roles()) {
            assertThat(fresh.isAlerting(new Category(category), role.id()))
                    .as(role.id())
                    .isFalse();
        }
    }

    @Test
    void gamblingRaisesAnIncidentForPupilsAndExtremismNotBeforeTheSchoolOptsIn() {
        assertThat(fresh.isAlerting(new Category("gambling"), "ks2")).isTrue();
        assertThat(fresh.isAlerting(new Category("gambling"), "staff")).isFalse();
        assertThat(fresh.isAlerting(new Category("extremism"), "ks4")).isFalse();
    }

    @Test
    void pushServicesHavePortsOfTheirOwn() {
        assertThat(protocol("unlisted.example", 443)).isEqualTo(TunnelProtocol.TLS);
        assertThat(protocol("mtalk.google.com", 443)).isEqualTo(TunnelProtocol.TLS);
        assertThat(protocol("courier.push.apple.com", 5223)).isEqualTo(TunnelProtocol.RAW);
        assertThat(protocol("mtalk.google.com", 5228)).isEqualTo(TunnelProtocol.RAW);
        assertThat(protocol("captive.apple.com", 5223)).isNull();
        assertThat(protocol("unlisted.example", 22)).isNull();
    }

    private @Nullable TunnelProtocol protocol(String host, int port) {
        return fresh.tunnelProtocol(Bundles.host(host), port);
    }

    @Test
    void bankingIsLoggedWithoutItsPaths() {
        assertThat(demo.pathLogging(demo.known(demoIndex.find(Bundles.host("bank.example")))))
                .isEqualTo(PathLogging.NONE);
        assertThat(demo.pathLogging(demo.known(demoIndex.find(Bundles.host("press.example")))))
                .isEqualTo(PathLogging.PATH_AND_QUERY);
    }

    /** Lists name games and sports; whoever reads them must see at once that no real site is meant. */
    @Test
    void demonstrationListsAreMadeUpAndEachHasTheHostOfItsCategory() throws IOException {
        List<String> categories = new ArrayList<>();
        try (Stream<Path> folders = Files.list(LISTS)) {
            for (Path folder : folders.sorted().toList()) {
                String category = folder.getFileName().toString();
                categories.add(category);
                List<String> hosts = Files.readAllLines(folder.resolve("domains"));
                assertThat(VOCABULARY.find(category)).as(category).isEqualTo(new Category(category));
                assertThat(hosts).contains(category.replace('_', '-') + ".example");
                assertThat(hosts).allMatch(host -> host.endsWith(".example"));
            }
        }
        assertThat(categories).hasSizeGreaterThanOrEqualTo(15).contains("adult", "malware");
        assertThat(demoIndex.categories()).extracting(Category::id).containsExactlyElementsOf(categories);
    }

    @Test
    void everyKnownFeedHasItsTermsAFormatThatIsReadAndCategoriesOfTheVocabulary() throws IOException {
        JsonNode feeds = new YAMLMapper()
                .readTree(STARTER.resolve("feeds.yaml").toFile())
                .path("feeds");
        assertThat(feeds).isNotEmpty();
        for (JsonNode feed : feeds) {
            assertThat(feed.path("home").asText()).as(feed.path("id").asText()).startsWith("https://");
            assertThat(feed.path("licence").asText()).isNotBlank();
            assertThat(ListFormat.of(feed.path("format").asText())).isNotNull();
            for (JsonNode category : feed.path("categories")) {
                assertThat(category.isNull() || VOCABULARY.find(category.asText()) != null)
                        .as(category.asText())
                        .isTrue();
            }
        }
    }

    private static Reason reason(Policy policy, String role, String host) {
        return decide(policy, role, host).reason();
    }

    private static Decision decide(Policy policy, String role, String host) {
        return decide(policy, role, host, Bundles.AT);
    }

    private static Decision decide(Policy policy, String role, String host, Instant at) {
        return decide(policy, role, host, at, "0.0.0.0");
    }

    /** @param from an address */
    private static Decision decide(Policy policy, String role, String host, Instant at, String from) {
        Host asked = Bundles.host(host);
        Verdict lists = policy == fresh ? new Verdict(asked, List.of()) : demoIndex.find(asked);
        return decide(policy, role, lists, at, from);
    }

    private static Decision decide(Policy policy, String role, Verdict lists, Instant at) {
        return decide(policy, role, lists, at, "0.0.0.0");
    }

    private static Decision decide(Policy policy, String role, Verdict lists, Instant at, String from) {
        Principal principal = Principal.unidentified(role, Attribution.ZONE);
        Zone zone = policy.zoneOf(Bundles.host(from).addressBytes());
        Request request = new Request(principal, zone, lists.host(), 443, Scheme.CONNECT, null);
        return policy.decide(request, policy.known(lists), LiveFacts.NONE, at);
    }
}
