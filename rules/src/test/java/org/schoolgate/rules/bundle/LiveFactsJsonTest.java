package org.schoolgate.rules.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Containment;
import org.schoolgate.rules.policy.DutyException;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.Grant;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.ManagerEntry;
import org.schoolgate.rules.policy.Restriction;
import org.schoolgate.rules.policy.SitePart;
import org.schoolgate.rules.policy.SupervisedSession;
import org.schoolgate.rules.policy.Whom;

final class LiveFactsJsonTest {
    private static final String GOLDEN = "{\"format\":2,\"entries\":["
            + "{\"id\":\"e1\",\"pattern\":\"*.example.org\",\"action\":\"block\",\"note\":\"say \\\"why\\\"\","
            + "\"createdAt\":\"2026-11-24T09:00:00.123Z\",\"roles\":[\"ks3\",\"ks4\"]},"
            + "{\"id\":\"e2\",\"pattern\":\"=example.org\",\"action\":\"allow\",\"note\":\"\","
            + "\"createdAt\":\"2026-11-24T09:00:00Z\"},"
            + "{\"id\":\"e3\",\"pattern\":\"example.org\",\"action\":\"recategorise\",\"category\":\"press\",\"note\":\"\","
            + "\"createdAt\":\"2026-11-24T09:00:00Z\"},"
            + "{\"id\":\"e4\",\"pattern\":\"example.org\",\"action\":\"ignore\",\"list\":\"ut1/games\",\"note\":\"\","
            + "\"createdAt\":\"2026-11-24T09:00:00Z\"}]}";

    /** Gateways in the field read these bytes: a change here needs a new version of {@link FileRole#LIVE}. */
    @Test
    void bytesAreThoseOfTheContract() throws BundleException, HostSyntaxException {
        LiveFacts facts = new LiveFacts(List.of(
                new ManagerEntry(
                        "e1",
                        HostPattern.parse("*.example.org"),
                        new Edit.Decide(Action.BLOCK, Set.of("ks4", "ks3")),
                        "say \"why\"",
                        Instant.parse("2026-11-24T09:00:00.123Z")),
                new ManagerEntry(
                        "e2",
                        HostPattern.parse("=example.org"),
                        new Edit.Decide(Action.ALLOW, Set.of()),
                        "",
                        Instant.parse("2026-11-24T09:00:00Z")),
                new ManagerEntry(
                        "e3",
                        HostPattern.parse("example.org"),
                        new Edit.Recategorise(new Category("press")),
                        "",
                        Instant.parse("2026-11-24T09:00:00Z")),
                new ManagerEntry(
                        "e4",
                        HostPattern.parse("example.org"),
                        new Edit.IgnoreList("ut1/games"),
                        "",
                        Instant.parse("2026-11-24T09:00:00Z"))));
        assertThat(new String(LiveFactsJson.write(facts), UTF_8)).isEqualTo(GOLDEN);
        assertThat(LiveFactsJson.read(GOLDEN.getBytes(UTF_8))).isEqualTo(facts);
    }

    private static final String GOLDEN_FACTS = "{\"format\":3,\"entries\":[],\"facts\":["
            + fact("containment", "c1") + ",\"what\":\"example.org/a?b\"},"
            + fact("restriction", "r1") + ",\"whom\":\"person/sam\",\"categories\":[\"chat\",\"games\"]},"
            + fact("restriction", "r2") + ",\"whom\":\"room/hall\"},"
            + fact("grant", "g1") + ",\"whom\":\"class/7b\",\"category\":\"games\"},"
            + fact("grant", "g2") + ",\"whom\":\"device_group/trolley\",\"site\":\"video\","
            + "\"hosts\":[\"example.org\",\"*.example.net\"]},"
            + fact("grant", "g3") + ",\"whom\":\"room/hall\",\"hosts\":[\"=example.org\"]},"
            + fact("supervised_session", "s1") + ",\"whom\":\"class/7b\"},"
            + fact("duty_exception", "d1") + ",\"whom\":\"person/lead\",\"categories\":[\"extremism\"]}]}";

    private static String fact(String kind, String id) {
        return "{\"kind\":\"" + kind + "\",\"id\":\"" + id + "\",\"by\":\"t.reed\",\"note\":\"why\","
                + "\"from\":\"2026-11-24T09:00:00Z\",\"until\":\"2026-11-24T09:50:00.500Z\"";
    }

    private static Given given(String id) {
        return new Given(
                id, "t.reed", "why", Instant.parse("2026-11-24T09:00:00Z"), Instant.parse("2026-11-24T09:50:00.500Z"));
    }

    private static LiveFacts everyKind() throws HostSyntaxException {
        return new LiveFacts(
                List.of(),
                List.of(
                        new Containment(given("c1"), SitePart.parse("http://example.org/a?b")),
                        new Restriction(
                                given("r1"),
                                Whom.parse("person/sam"),
                                Set.of(new Category("games"), new Category("chat"))),
                        new Restriction(given("r2"), Whom.parse("room/hall"), Set.of()),
                        new Grant(given("g1"), Whom.parse("class/7b"), new Grant.OfCategory(new Category("games"))),
                        new Grant(
                                given("g2"),
                                Whom.parse("device_group/trolley"),
                                new Grant.Site(
                                        "video",
                                        List.of(HostPattern.parse("example.org"), HostPattern.parse("*.example.net")))),
                        new Grant(
                                given("g3"),
                                Whom.parse("room/hall"),
                                new Grant.Site(null, List.of(HostPattern.parse("=example.org")))),
                        new SupervisedSession(given("s1"), Whom.parse("class/7b")),
                        new DutyException(given("d1"), Whom.parse("person/lead"), Set.of(new Category("extremism")))));
    }

    /** As {@link #bytesAreThoseOfTheContract}, for what the third format brought. */
    @Test
    void bytesOfFactsThatEndAreThoseOfTheContract() throws Exception {
        assertThat(new String(LiveFactsJson.write(everyKind()), UTF_8)).isEqualTo(GOLDEN_FACTS);
        assertThat(LiveFactsJson.read(GOLDEN_FACTS.getBytes(UTF_8))).isEqualTo(everyKind());
        for (LiveFact fact : everyKind().facts()) {
            assertThat(LiveFactJson.read(LiveFactJson.write(fact))).isEqualTo(fact);
        }
    }

    @Test
    void formatIsTheLeastThatSaysIt() throws Exception {
        assertThat(LiveFactsJson.format(LiveFacts.NONE)).isEqualTo(2);
        assertThat(LiveFactsJson.format(everyKind())).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\":3 | \"format\":2 | live: unknown field \"facts\"",
                "\"kind\":\"containment\" | \"kind\":\"ban\" | live fact: kind \"ban\" (expected: one of containment, restriction, ",
                "example.org/a?b | http://a b/x | live fact: what: ",
                "\"id\":\"r2\" | \"id\":\"r1\" | live: fact: id \"restriction/r1\" twice (expected: once)",
                "class/7b\",\"category\" | role/ks3\",\"category\" | live fact: whom: role/ks3 (expected: class or device_group or room)",
                "[\"chat\",\"games\"] | [] | live fact: categories is empty (expected: at least one, or no \"categories\")",
                "\"categories\":[\"extremism\"] | \"categories\":[\"Extreme!\"] | live fact: category: \"Extreme!\" (expected: ",
                "\"category\":\"games\" | \"category\":\"games\",\"hosts\":[] | live: facts: unknown field \"hosts\"",
                "[\"=example.org\"] | [] | live fact: hosts: none (expected: at least one)",
                "[\"=example.org\"] | [\"http://example.org\"] | live: pattern \"http://example.org\": ",
                "2026-11-24T09:50:00.500Z | 2026-11-24T09:00:00Z | live fact: until: 2026-11-24T09:00:00Z (expected: later than ",
                "2026-11-24T09:50:00.500Z | for ever | live: facts: until \"for ever\" (expected: a time in UTC)",
                "\"note\":\"why\" | \"note\":\"why\",\"secret\":1 | live: facts: unknown field \"secret\"",
            })
    void factsThatAreNotOfThisFormatAreRefused(String part, String instead, String message) {
        String text = GOLDEN_FACTS.replace(part, instead);
        assertThat(text).isNotEqualTo(GOLDEN_FACTS);
        assertThatThrownBy(() -> LiveFactsJson.read(text.getBytes(UTF_8)))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void factsOfTheFormatBeforeAreRead() throws BundleException {
        String first = "{\"format\":1,\"entries\":[{\"id\":\"e2\",\"pattern\":\"=example.org\",\"action\":\"allow\","
                + "\"note\":\"\",\"createdAt\":\"2026-11-24T09:00:00Z\"}]}";
        assertThat(LiveFactsJson.read(first.getBytes(UTF_8)).entries())
                .extracting(ManagerEntry::edit)
                .containsExactly(new Edit.Decide(Action.ALLOW, Set.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\":2 | \"format\":4 | live: format 4 is newer than this program reads (expected: at most 3)",
                "*.example.org | http://example.org | live: pattern \"http://example.org\": ",
                "block | observe | live: action \"observe\" (expected: allow, block, recategorise or ignore)",
                "\"e2\" | \"e1\" | live: entry: id \"e1\" twice (expected: once)",
                "[\"ks3\",\"ks4\"] | [] | live: roles is empty (expected: at least one, or no \"roles\" for everyone)",
                "\"press\" | \"Press!\" | live: category: \"Press!\" (expected: ",
                "\"list\":\"ut1/games\", | `` | live: entries: no \"list\" (expected: one)",
                "\"action\":\"ignore\" | \"action\":\"block\" | live: entries: unknown field \"list\"",
                "\"note\":\"\" | \"note\":\"\",\"until\":1 | live: entries: unknown field \"until\"",
                "\"ks3\" | 3 | live: entries: roles is NUMBER (expected: a list of texts)",
                "[\"ks3\",\"ks4\"] | \"ks3\" | live: entries: roles is STRING (expected: a list)",
                "\"format\":2, | \"format\":2,\"grants\":[], | live: unknown field \"grants\"",
            })
    void whatIsNotOfThisFormatIsRefused(String part, String instead, String message) {
        String text = GOLDEN.replace(part, instead);
        assertThat(text).isNotEqualTo(GOLDEN);
        assertThatThrownBy(() -> LiveFactsJson.read(text.getBytes(UTF_8)))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(message);
    }
}
