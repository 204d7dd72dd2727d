package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of URLs and of addresses. */
class UrlFormatsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org | EXACT example.org",
                "www.example.org | EXACT www.example.org",
                "192.0.2.7 | EXACT 192.0.2.7",
                "example.org/a/B?c=D | EXACT example.org/a/B?c=D",
                "https://example.org/a//../b | EXACT example.org/a/b",
                "http://example.org:443/a | EXACT example.org/a",
                "http://[2001:db8::1]/a | EXACT [2001:db8::1]/a",
                "192.0.2.7:8080/a | URL on a port other than 80 and 443",
                "example.org:8080 | URL on a port other than 80 and 443",
                "https://example.org/#/a | names a part of a page, which no server sees",
                "https://example.org#a | names a part of a page, which no server sees",
                "example.org/a/b#c | 'EXACT example.org/a/b; seen: parts of pages (#), taken for the page'",
                "ftp://example.org/a | scheme is neither http nor https",
                "'||example.org/a^$all' | EXACT example.org/a",
                "'||example.org/?a=b^$all' | EXACT example.org/?a=b",
                "10.1.2.3/a | private or local address",
                "localhost/a | top-level domain or single label",
                "! comment | ''",
            })
    void aUrlMeansItsHostAloneAndThePagesThatBeginSo(String line, String outcome) {
        assertThat(new Lists(folder, ListFormat.URLS).outcome("good.example", line))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"1\",\"2026-01-01\",\"http://example.org/a,b\",\"online\",\"\",\"x\",\"y\",\"z\",\"w\" | EXACT example.org/a,b",
                "\"1\",\"2026-01-01\",\"http://example.org/\"\"a\",\"online\",\"\" | EXACT example.org/\"a",
                "\"1\",\"2026-01-01\",\"http://example.org/a\",\"offline\",\"\" | seen: offline",
                "\"1\",\"2026-01-01\",\"http://example.org/\",\"online\",\"\" | the first page of a host",
                "\"1\",\"2026-01-01\",\"http://192.0.2.7:8080/i\",\"online\",\"\" | URL on a port other than 80 and 443",
                "\"1\",\"2026-01-01\",\"http://example.org/a | no line of URLhaus (id, date, URL, status)",
                "1,2 | no line of URLhaus (id, date, URL, status)",
                "# id,dateadded,url | ''",
            })
    void urlhausListsPagesAndNeverTheHostThatManyShare(String line, String outcome) {
        String good = "\"0\",\"2026-01-01\",\"http://good.example/x\",\"online\",\"\"";
        assertThat(new Lists(folder, ListFormat.URLHAUS).outcome(good, line)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 | EXACT 192.0.2.7",
                "192.0.2.7/32 | EXACT 192.0.2.7",
                "192.0.2.0/24 ; SBL1 | {\"range\":\"192.0.2.0-192.0.2.255\"}",
                "192.0.2.77/24#why | {\"range\":\"192.0.2.0-192.0.2.255\"}",
                "192.0.2.1-192.0.2.9 | {\"range\":\"192.0.2.1-192.0.2.9\"}",
                "192.0.2.1 - 192.0.2.1 | EXACT 192.0.2.1",
                "2001:db8::/64 | {\"range\":\"2001:db8::-2001:db8::ffff:ffff:ffff:ffff\"}",
                "::ffff:192.0.2.0/120 | {\"range\":\"192.0.2.0-192.0.2.255\"}",
                "; comment | ''",
                "192.0.2.9-192.0.2.1 | no address, prefix or range",
                "192.0.2.0/33 | no address, prefix or range",
                "192.0.2.0/ | no address, prefix or range",
                "010.1.2.3 | no address, prefix or range",
                "example.org | no address, prefix or range",
                "10.0.0.0/8 | private or local address",
                "192.168.1.1 | private or local address",
                "100.64.0.0/24 | private or local address",
                "169.254.169.254 | private or local address",
                "224.0.0.1 | private or local address",
                "0.0.0.0/0 | private or local address",
                "9.0.0.0-11.0.0.0 | private or local address",
                "fe80::/64 | private or local address",
                "::1 | private or local address",
                "fd00::1 | private or local address",
            })
    void rangesAreTakenInAnySpellingButNeverThoseOfTheSchoolItself(String line, String outcome) {
        assertThat(new Lists(folder, ListFormat.CIDR).outcome("192.0.2.200", line))
                .isEqualTo(outcome);
    }
}
