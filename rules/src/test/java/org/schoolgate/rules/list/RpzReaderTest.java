package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpzReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org CNAME . | EXACT example.org",
                "*.example.org CNAME . | BELOW_ONLY example.org",
                "example.org CNAME *. ; why | EXACT example.org",
                "example.org 300 IN CNAME rpz-drop. | EXACT example.org",
                "example.org IN 1h CNAME . | EXACT example.org",
                "Example.ORG cname RPZ-PASSTHRU. | EXACT example.org EXCEPTED",
                "example.org A 0.0.0.0 | EXACT example.org",
                "example.org A 192.0.2.7 | maps to a real address",
                "example.org CNAME safe.example.net. | answers with something else, which is no block",
                "example.org CNAME rpz-tcp-only. | answers with something else, which is no block",
                "example.org TXT why | record that is no action",
                "example.org | no record of a zone",
                "* CNAME . | means every name there is",
                "24.0.2.0.192.rpz-ip CNAME . | {\"range\":\"192.0.2.0-192.0.2.255\"}",
                "32.7.2.0.192.rpz-ip CNAME . | EXACT 192.0.2.7",
                "48.zz.db8.2001.rpz-ip CNAME . | {\"range\":\"2001:db8::-2001:db8:0:ffff:ffff:ffff:ffff:ffff\"}",
                "128.1.zz.db8.2001.rpz-ip CNAME . | EXACT 2001:db8::1",
                "x.rpz-ip CNAME . | no addresses",
                "24.0.0.0.10.rpz-ip CNAME . | private or local address",
                "24.0.2.0.192.rpz-client-ip CNAME . | depends on a client's or name server's address (rpz-client-ip)",
                "ns.example.org.rpz-nsdname CNAME . | depends on a client's or name server's address (rpz-nsdname)",
                "32.7.2.0.192.rpz-nsip CNAME . | depends on a client's or name server's address (rpz-nsip)",
                "; comment | ''",
                "$TTL 300 | seen: records of the zone itself",
                "@ SOA localhost. root.localhost. 1 43200 3600 86400 300 | seen: records of the zone itself",
                "NS localhost. | seen: records of the zone itself",
                "$INCLUDE other.zone | includes a file that was not given; seen: records of the zone itself",
            })
    void aRecordIsWorthWhatItsActionSays(String line, String outcome) {
        assertThat(new Lists(folder, ListFormat.RPZ).outcome("good.example CNAME .", line))
                .isEqualTo(outcome);
    }

    @Test
    void namesAreTakenAsWithinTheZoneWhicheverWayTheyAreWritten() {
        assertThat(new Lists(folder, ListFormat.RPZ).entries("""
                                $ORIGIN rpz.example.
                                @ IN SOA ns.rpz.example. root.rpz.example. (
                                    2026010101 ; serial
                                    43200 3600
                                    86400 300 )
                                  IN NS ns.rpz.example.
                                a.example CNAME .
                                b.example.rpz.example. CNAME .
                                $ORIGIN example.rpz.example.
                                c CNAME .
                                    CNAME .
                                """))
                .containsExactly("7 EXACT a.example", "8 EXACT b.example", "10 EXACT c.example", "11 EXACT c.example");
    }

    @Test
    void aTransferredZoneIsNamedByTheOwnerOfItsStartOfAuthority() {
        assertThat(new Lists(folder, ListFormat.RPZ).entries("""
                                RPZ.example. 3600 IN SOA ns.example. root.example. 1 43200 3600 86400 300
                                rpz.example. 3600 IN NS ns.example.
                                a.example.rpz.example. 300 IN CNAME .
                                *.B.example.rpz.EXAMPLE. 300 IN CNAME .
                                24.0.2.0.192.rpz-ip.rpz.example. 300 IN CNAME .
                                """))
                .containsExactly(
                        "3 EXACT a.example", "4 BELOW_ONLY b.example", "5 {\"range\":\"192.0.2.0-192.0.2.255\"}");
    }

    @Test
    void aZoneThatBeginsAtTheRootIsNamedByItsStartOfAuthorityToo() {
        assertThat(new Lists(folder, ListFormat.RPZ).entries("""
                                $ORIGIN .
                                $TTL 300
                                rpz.example IN SOA ns.example. root.example. 1 43200 3600 86400 300
                                $origin RPZ.example.
                                a.example CNAME .
                                b.example.rpz.example. CNAME .
                                """))
                .containsExactly("5 EXACT a.example", "6 EXACT b.example");
    }

    @Test
    void whatFollowsAParenthesisThatDoesNotEndIsRejectedAndNotLost() {
        ListSummary summary = new Lists(folder, ListFormat.RPZ)
                .read("good.example CNAME .\n@ SOA a. b. (\n" + "a.example CNAME .\n".repeat(50))
                .only();
        assertThat(summary.reasons()).containsEntry("within parentheses that do not end", 39L);
    }
}
