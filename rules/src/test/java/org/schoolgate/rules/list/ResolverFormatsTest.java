package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.stream.Stream;
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

    @Test
    void namesOfUnboundAreTheSameWithADotAtTheEndAndInCapitals() {
        assertThat(new Lists(folder, ListFormat.UNBOUND).entries("""
                                local-zone: "a.example" redirect
                                local-data: "A.example. 60 IN A 0.0.0.0"
                                local-zone: "B.example." redirect
                                local-data: "b.example AAAA ::"
                                """))
                .containsExactly("2 NAME_AND_BELOW a.example", "4 NAME_AND_BELOW b.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local-data: \"www.example.org CNAME safe.example.net\" | www.example.org | static | false",
                "local-data: \"WWW.Example.org. 60 IN A 192.0.2.7\" | www.example.org | deny | false",
                "local-data: \"www.example.org AAAA 2001:db8::7\" | example.org | refuse | false",
                "local-data: \"www.example.org A 192.0.2.7\" | w.example.org | static | true",
                "local-data: \"www.example.org A 192.0.2.7\" | www.example.org | always_nxdomain | true",
                "local-data: \"www.example.org A 0.0.0.0\" | www.example.org | static | true",
                "local-data: \"www.example.org TXT why\" | www.example.org | static | true",
                "local-data: \"www.example.org SOA ns.example. root.example. 1 2 3 4 5\" | www.example.org | static | true",
            })
    void aZoneThatAnswersWithDataOfItsOwnIsNoBlock(String data, String zone, String type, boolean isBlock) {
        String line = "local-zone: \"%s\" %s\n".formatted(zone, type);
        Reading reading = new Lists(folder, ListFormat.UNBOUND)
                .read("local-zone: \"good.example\" static\n" + line + data + "\n" + line);
        assertThat(reading.entries().stream().filter(entry -> entry.endsWith("NAME_AND_BELOW " + zone)))
                .hasSize(isBlock ? 2 : 0);
        assertThat(reading.only().reasons().getOrDefault("zone that answers with data of its own", 0L))
                .isEqualTo(isBlock ? 0 : 2);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone \"a.example\" {~  type master;~  file \"null.zone\";~}; | 1 a.example",
                "zone \"a.example\" { type master; }; zone \"b.example\" { type master; }; | 1 a.example, 1 b.example",
                "zone \"a.example\" { type master;~}; zone \"b.example\" {~type master; }; | 1 a.example, 2 b.example",
                "zone \"a.example\" { type master; }; # ads~zone \"b.example\" { type master; }; | 1 a.example, 2 b.example",
                "zone \"a.example\" { // } why~type master; /* { }; */ }; | 1 a.example",
                "/* zone \"a.example\" { type master; };~*/ zone \"b.example\" { type master; }; | 2 b.example",
                "zone \"a.example\" { allow-update { none; };~  type master; }; | 1 a.example",
                "zone \"a.example\" { file \"a};#//b\"; type master; }; | 1 a.example",
                "zone \"a.example\" { type master; }~zone \"b.example\" { type master; } | 1 a.example, 2 b.example",
                "zone \"a.example\" {~  zone-statistics yes; type master;~}; | 1 a.example",
            })
    void aBindStatementEndsOutsideOfItsBracesAndIsToldByItsFirstLine(String text, String entries) {
        assertThat(new Lists(folder, ListFormat.BIND).entries(text.replace('~', '\n')))
                .containsExactly(Stream.of(entries.split(", "))
                        .map(entry -> entry.replace(" ", " NAME_AND_BELOW "))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone \"a.example\" {~type master;~zone \"b.example\" { type master; }; | 2 | statement that does not end",
                "zone \"b.example\" { type master; };~zone \"a.example\" {~type master; | 3 | statement that does not end",
                "zone \"b.example\" { type master; };~zone \"a.example\" | 3 | statement that does not end",
                "zone \"b.example\" { type master; };~/*~zone \"a.example\" { type master; }; | 3 | comment that does not end",
            })
    void whatDoesNotEndInBindsConfigurationIsRejectedAndNotLost(String text, int line, String reason) {
        Reading reading = new Lists(folder, ListFormat.BIND).read("\n" + text.replace('~', '\n'));
        assertThat(reading.entries()).singleElement().asString().endsWith(" NAME_AND_BELOW b.example");
        assertThat(reading.only().firstRejected())
                .extracting(ReportedLine::number, ReportedLine::reason)
                .containsExactly(tuple(line, reason));
    }

    @Test
    void aBindStatementThatIsTooLongIsRejectedAsAWhole() {
        Reading reading = new Lists(folder, ListFormat.BIND)
                .read("acl x {\n" + "192.0.2.7;\n".repeat(1000) + "};\nzone \"a.example\" { type master; };\n");
        assertThat(reading.entries()).containsExactly("list list.txt:1003 NAME_AND_BELOW a.example");
        assertThat(reading.only().rejected()).isEqualTo(1);
    }

    private String outcome(ListFormat format, String good, String line) {
        return new Lists(folder, format).outcome(good, line);
    }
}
