package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedirectsReaderTest {
    private static final Policy POLICY = Policies.compile(Policies.HEAD + """
            roles: {ks3: {audience: ks3}}
            redirects:
              - {from: old.example, to: "https://new.example", note: moved}
              - {from: "=www.old.example", to: "http://www.new.example:8080/"}
            """, SiteSets.NONE);

    /** Columns: host, where it leads (- for nowhere). */
    @ParameterizedTest
    @CsvSource({
        "old.example, https://new.example/a?b",
        "shop.old.example, https://new.example/a?b",
        "www.old.example, http://www.new.example:8080/a?b",
        "new.example, -",
    })
    void theLongestHostLeadsTheWay(String host, String location) {
        Redirect redirect = POLICY.redirect(Hosts.host(host));
        assertThat(redirect == null ? "-" : redirect.location("/a?b")).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{from: a.example, to: b.example} | site: \"b.example\" (expected: a site such as https://example.org, without a"
                        + " path)",
                "{from: a.example, to: 'https://b.example/x'} | site: \"https://b.example/x\" (expected: a site such as"
                        + " https://example.org, without a path)",
                "{from: a.example, to: 'ftp://b.example'} | site: \"ftp://b.example\" (expected: a site such as"
                        + " https://example.org, without a path)",
                "{from: a.example, to: 'https://www.a.example'} | redirect to https://www.a.example/: a list (expected: a site"
                        + " that no redirect leads away from)",
                "{from: a.example} | redirect: no \"to\" (expected: one)",
            })
    void aMistakeIsSaidWithWhatWasExpected(String redirect, String message) {
        InvalidPolicyException refused = catchThrowableOfType(
                InvalidPolicyException.class,
                () -> PolicyReader.read(
                        Policies.HEAD + "roles: {ks3: {audience: ks3}}\nredirects: [" + redirect + "]\n",
                        "policy.yaml",
                        Vocabulary.standard()));
        assertThat(refused.errors()).extracting(PolicyError::message).containsExactly(message);
    }
}
