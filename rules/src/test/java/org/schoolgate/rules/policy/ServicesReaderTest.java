package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServicesReaderTest {
    private static final String DIRECTORY = "00000000-0000-0000-0000-000000000000";
    private static final String HEAD = """
            format: 1
            school: {name: A, time_zone: UTC}
            roles:
            """;

    private static ServiceModes services(String role, String... roles) {
        return Policies.compile(HEAD + String.join("\n", roles) + "\n", SiteSets.NONE)
                .services(role);
    }

    @Test
    void aRoleThatSaysNothingAsksForNothing() {
        assertThat(services("ks3", "  ks3: {audience: ks3}").isNone()).isTrue();
    }

    @Test
    void eachKeyIsTakenOverByItself() {
        String pupil = "  pupil: {safe_search: true, youtube: strict, tenants: {google: [school.example]}}";
        String ks3 = "  ks3: {audience: ks3, extends: pupil}";
        String ks4 = "  ks4: {audience: ks4, extends: pupil, youtube: moderate, tenants: {slack: [T1, T2]}}";
        String staff = "  staff: {audience: adult, extends: pupil, safe_search: false, youtube: off, tenants: {}}";
        assertThat(services("ks3", pupil, ks3).names())
                .isEqualTo(Map.of(
                        ServiceMode.SAFE_SEARCH, List.of(),
                        ServiceMode.YOUTUBE_STRICT, List.of(),
                        ServiceMode.TENANTS_GOOGLE, List.of("school.example")));
        assertThat(services("ks4", pupil, ks4).names())
                .isEqualTo(Map.of(
                        ServiceMode.SAFE_SEARCH, List.of(),
                        ServiceMode.YOUTUBE_MODERATE, List.of(),
                        ServiceMode.TENANTS_SLACK, List.of("T1", "T2")));
        assertThat(services("staff", pupil, staff).isNone()).isTrue();
    }

    @Test
    void theFirstTenantOfMicrosoftIsTheSchoolsDirectory() {
        String ks3 = "  ks3: {audience: ks3, tenants: {microsoft: [" + DIRECTORY + ", school.example]}}";
        assertThat(services("ks3", ks3).tenants(ServiceMode.TENANTS_MICROSOFT))
                .containsExactly(DIRECTORY, "school.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "safe_search: 1 | flag: \"1\" (expected: true or false)",
                "youtube: strickt | level of YouTube: \"strickt\" (expected: one of strict, moderate, off); nearest: strict",
                "tenants: [a.example] | tenants: a list (expected: a mapping)",
                "tenants: {gogle: [a.example]} | suite: \"gogle\" (expected: one of google, microsoft, slack, dropbox, chatgpt);"
                        + " nearest: google",
                "tenants: {google: []} | tenants of google: a list (expected: a list of 1 to 64)",
                "tenants: {google: [a.example, a.example]} | tenant twice: \"a.example\" (expected: once)",
                "tenants: {google: ['a, b']} | tenant: \"a, b\" (expected: a domain or an id of letters, digits, dots, colons, _"
                        + " and -)",
                "tenants: {google: [\"a\\tX: y\"]} | tenant: \"a\tX: y\" (expected: a domain or an id of letters, digits, dots,"
                        + " colons, _ and -)",
                "tenants: {microsoft: [a.example]} | first tenant of microsoft: \"a.example\" (expected: the id of the school's"
                        + " own directory, such as 00000000-0000-0000-0000-000000000000)",
            })
    void aMistakeIsSaidWithWhatWasExpected(String key, String message) {
        InvalidPolicyException refused = catchThrowableOfType(
                InvalidPolicyException.class,
                () -> PolicyReader.read(
                        HEAD + "  ks3: {audience: ks3, " + key + "}\n", "policy.yaml", Vocabulary.standard()));
        assertThat(refused.errors()).hasSize(1);
        PolicyError error = refused.errors().get(0);
        String nearest = error.nearest() == null ? "" : "; nearest: " + error.nearest();
        assertThat(error.message() + nearest).isEqualTo(message);
        assertThat(error.line()).isEqualTo(4);
    }
}
