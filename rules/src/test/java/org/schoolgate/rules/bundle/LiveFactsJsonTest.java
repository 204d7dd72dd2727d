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
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.ManagerEntry;

final class LiveFactsJsonTest {
    private static final String GOLDEN = "{\"format\":1,\"entries\":["
            + "{\"id\":\"e1\",\"pattern\":\"*.example.org\",\"action\":\"block\",\"note\":\"say \\\"why\\\"\","
            + "\"createdAt\":\"2026-11-24T09:00:00.123Z\",\"roles\":[\"ks3\",\"ks4\"]},"
            + "{\"id\":\"e2\",\"pattern\":\"=example.org\",\"action\":\"allow\",\"note\":\"\","
            + "\"createdAt\":\"2026-11-24T09:00:00Z\"}]}";

    /** Gateways in the field read these bytes: a change here needs a new version of {@link FileRole#LIVE}. */
    @Test
    void bytesAreThoseOfTheContract() throws BundleException, HostSyntaxException {
        LiveFacts facts = new LiveFacts(List.of(
                new ManagerEntry(
                        "e1",
                        HostPattern.parse("*.example.org"),
                        Action.BLOCK,
                        "say \"why\"",
                        Instant.parse("2026-11-24T09:00:00.123Z"),
                        Set.of("ks4", "ks3")),
                new ManagerEntry(
                        "e2",
                        HostPattern.parse("=example.org"),
                        Action.ALLOW,
                        "",
                        Instant.parse("2026-11-24T09:00:00Z"),
                        null)));
        assertThat(new String(LiveFactsJson.write(facts), UTF_8)).isEqualTo(GOLDEN);
        assertThat(LiveFactsJson.read(GOLDEN.getBytes(UTF_8))).isEqualTo(facts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\":1 | \"format\":2 | live: format 2 is newer than this program reads (expected: at most 1)",
                "*.example.org | http://example.org | live: pattern \"http://example.org\": ",
                "block | observe | live: action \"observe\" (expected: allow or block)",
                "\"e2\" | \"e1\" | live: entry: id \"e1\" twice (expected: once)",
                "\"note\":\"\" | \"note\":\"\",\"until\":1 | live: entries: unknown field \"until\"",
                "\"ks3\" | 3 | live: entries: roles is NUMBER (expected: a list of texts)",
                "[\"ks3\",\"ks4\"] | \"ks3\" | live: entries: roles is STRING (expected: a list)",
                "\"format\":1, | \"format\":1,\"grants\":[], | live: unknown field \"grants\"",
            })
    void whatIsNotOfThisFormatIsRefused(String part, String instead, String message) {
        String text = GOLDEN.replace(part, instead);
        assertThat(text).isNotEqualTo(GOLDEN);
        assertThatThrownBy(() -> LiveFactsJson.read(text.getBytes(UTF_8)))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(message);
    }
}
