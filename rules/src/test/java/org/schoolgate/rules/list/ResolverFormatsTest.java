package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists made for resolvers and for Squid. */
class ResolverFormatsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.example.org | NAME_AND_BELOW example.org",
                "example.org | EXACT example.org",
                "*.example.org # why | NAME_AND_BELOW example.org",
                "# example.org | ''",
                "a/b | URL or path where a host is expected",
                "a b | more than one word",
            })
    void aStarInFrontOfAWildcardCoversTheNameToo(String line, String outcome) {
        assertThat(outcome(ListFormat.WILDCARD, "*.good.example", line)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({".example.org, NAME_AND_BELOW example.org", "example.org, EXACT example.org"})
    void aDotInFrontTellsSquidWhetherAllBelowIsMeant(String line, String outcome) {
        assertThat(outcome(ListFormat.SQUID, ".good.example", line)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "address=/example.org/0.0.0.0 | NAME_AND_BELOW example.org",
                "address=/example.org/:: | NAME_AND_BELOW example.org",
                "address=/example.org/# | NAME_AND_BELOW example.org",
                "address=/example.org/ | NAME_AND_BELOW example.org",
                "address=/a.example/b.example/127.0.0.1 | NAME_AND_BELOW a.example, NAME_AND_BELOW b.example",
                "local=/example.org/ | NAME_AND_BELOW example.org",
                "--local=/.example.org/ | NAME_AND_BELOW example.org",
                "local=/*.example.org/ | NAME_AND_BELOW example.org",
                "server=/example.org/ | NAME_AND_BELOW example.org",
                "server=/example.org/# | NAME_AND_BELOW example.org EXCEPTED",
                "server=/example.org/192.0.2.53 | goes to another name server",
                "address=/example.org/192.0.2.7 | maps to a real address",
                "address=/#/0.0.0.0 | means every name there is",
                "cache-size=1000 | no address=, local= or server= with a name",
                "# address=/example.org/ | ''",
            })
    void dnsmasqBlocksWhatItLeavesWithoutAnAnswer(String line, String outcome) {
        assertThat(outcome(ListFormat.DNSMASQ, "local=/good.example/", line)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local-zone: \"example.org\" always_nxdomain | NAME_AND_BELOW example.org",
                "local-zone: example.org. static # why | NAME_AND_BELOW example.org",
                "local-zone: \"example.org\" refuse | NAME_AND_BELOW example.org",
                "local-zone: \"example.org\" transparent | NAME_AND_BELOW example.org EXCEPTED",
                "local-zone: \"example.org\" unheard | type of zone that is not known",
                "local-data: \"example.org A 0.0.0.0\" | EXACT example.org",
                "local-data: \"example.org 60 IN AAAA ::\" | EXACT example.org",
                "local-data: \"example.org A 192.0.2.7\" | maps to a real address",
                "local-data: \"example.org CNAME safe.example.org\" | maps to a real address",
                "server: | ''",
                "verbosity: 1 | no local-zone: and no local-data:",
            })
    void anUnboundZoneIsWorthWhatItsTypeSays(String line, String outcome) {
        assertThat(outcome(ListFormat.UNBOUND, "local-zone: \"good.example\" static", line))
                .isEqualTo(outcome);
    }

    @Test
    void aRedirectZoneIsABlockOnlyWhereItsDataLeadsNowhere() {
        assertThat(new Lists(folder, ListFormat.UNBOUND).entries("""
                                local-zone: "a.example" redirect
                                local-data: "a.example A 0.0.0.0"
                                local-zone: "b.example" redirect
                                local-data: "b.example A 192.0.2.7"
                                local-zone: "c.example" static
                                local-data: "c.example A 0.0.0.0"
                                """))
                .containsExactly("2 NAME_AND_BELOW a.example", "5 NAME_AND_BELOW c.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone \"example.org\" { type master; file \"null.zone\"; }; | NAME_AND_BELOW example.org",
                "zone \"example.org\" IN { type primary; }; | NAME_AND_BELOW example.org",
                "zone \"example.org\" { type forward; forwarders { 192.0.2.53; }; }; | zone that other servers answer for",
                "zone \".\" { type hint; file \"root\"; }; | zone that other servers answer for",
                "options { recursion yes; }; | no zone statement",
                "include \"other.conf\"; | no zone statement",
                "// comment | ''",
            })
    void aBindZoneIsABlockWhereTheServerAnswersItself(String line, String outcome) {
        assertThat(outcome(ListFormat.BIND, "zone \"good.example\" { type master; };", line))
                .isEqualTo(outcome);
    }

    @Test
    void aBindZoneMayTakeSeveralLines() {
        assertThat(new Lists(folder, ListFormat.BIND)
                        .entries("zone \"example.org\" {\n  type master;\n  file \"null.zone\";\n};\n"))
                .containsExactly("4 NAME_AND_BELOW example.org");
    }

    private String outcome(ListFormat format, String good, String line) {
        return new Lists(folder, format).outcome(good, line);
    }
}
