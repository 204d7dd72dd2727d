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
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.ManagerEntry;

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
                "\"format\":2 | \"format\":3 | live: format 3 is newer than this program reads (expected: at most 2)",
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
