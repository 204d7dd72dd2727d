package org.schoolgate.rules.list;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Category;

/** One line after another, in the formats that are a file of lines. */
class ListLinesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "example.org,example.org",
                "EXAMPLE.Org,example.org",
                "  example.org\t,example.org",
                "\u00a0example.org\u00a0,example.org",
                "\ufeffexample.org,example.org",
                "example.org.,example.org",
                ".example.org,example.org",
                "*.example.org,example.org",
                "example.org # why,example.org",
                "example.org\t# why # and why,example.org",
                "ex_ample.example.org,ex_ample.example.org",
                "b\u00fccher.example,xn--bcher-kva.example",
                "xn--bcher-kva.example,xn--bcher-kva.example",
            })
    void aNameInADomainsListMeansItAndEverythingBelow(String line, String host) throws IOException {
        assertThat(domains(line).entries()).containsExactly("list list.txt:1 NAME_AND_BELOW " + host);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 192.0.2.7", "0xc0000207, 192.0.2.7", "2001:DB8::1, 2001:db8::1"})
    void anAddressInADomainsListMeansItselfOnly(String line, String host) throws IOException {
        assertThat(domains(line).entries()).containsExactly("list list.txt:1 EXACT " + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# comment", "! comment", "; comment", "#", "\u00a0"})
    void commentsAndBlankLinesAreNotRead(String line) throws IOException {
        ListSummary summary = domains("good.example\n" + line).only();
        assertThat(summary.read()).isEqualTo(1);
        assertThat(summary.rejected()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.org/ | URL or path where a host is expected",
                "example.org/path | URL or path where a host is expected",
                "example.org example.net | more than one word",
                "example.org:8080 | character not allowed in a host",
                "exam!ple.org | character not allowed in a host",
                "a..example.org | empty label",
                "..example.org | empty label",
                "org | top-level domain or single label",
                "*.org | top-level domain or single label",
                "1.2.3.4.5 | ends in a number, but is no IPv4 address",
                "xn--a.\u00df | not a valid international name (UTS 46)",
            })
    void aLineThatIsNoHostIsRejectedWithItsReason(String line, String reason) throws IOException {
        ListSummary summary = domains("good.example\n" + line).only();
        assertThat(summary.read()).isEqualTo(2);
        assertThat(summary.kept()).isEqualTo(1);
        assertThat(summary.rejected()).isEqualTo(1);
        assertThat(summary.reasons()).containsExactly(entry(reason, 1L));
        assertThat(summary.firstRejected())
                .singleElement()
                .returns(2, ReportedLine::number)
                .returns("list.txt", ReportedLine::file)
                .returns(reason, ReportedLine::reason);
    }

    @Test
    void namesAndLabelsTooLongForDnsAreRejected() throws IOException {
        String label = "a".repeat(63);
        String name = (label + ".").repeat(4) + "example";
        assertThat(domains("good.example\nb" + label + ".example\n" + name)
                        .only()
                        .reasons())
                .containsOnlyKeys("label longer than 63 characters", "name longer than 253 characters");
    }

    @Test
    void linesMayEndAsOnAnySystemAndTheLastNeedNotEnd() throws IOException {
        assertThat(domains("a.example\r\nb.example\nc.example").entries())
                .containsExactly(
                        "list list.txt:1 NAME_AND_BELOW a.example",
                        "list list.txt:2 NAME_AND_BELOW b.example",
                        "list list.txt:3 NAME_AND_BELOW c.example");
    }

    @Test
    void latin1IsReadWhereALineIsNotUtf8() throws IOException {
        assertThat(read(ListFormat.DOMAINS, "b\u00fccher.example", ISO_8859_1).entries())
                .containsExactly("list list.txt:1 NAME_AND_BELOW xn--bcher-kva.example");
    }

    @Test
    void everyNameOnAHostsLineIsAnEntry() throws IOException {
        Reading reading = hosts("0.0.0.0 a.example b.example\t C.example # d.example");
        assertThat(reading.entries())
                .containsExactly(
                        "list list.txt:1 NAME_AND_BELOW a.example",
                        "list list.txt:1 NAME_AND_BELOW b.example",
                        "list list.txt:1 NAME_AND_BELOW c.example");
        assertThat(reading.only().read()).isEqualTo(1);
        assertThat(reading.only().kept()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "::", "::1", "::0", "0"})
    void aHostsLineSendsNamesToAnAddressThatLeadsNowhere(String sink) throws IOException {
        assertThat(hosts(sink + " a.example").only().kept()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 a.example | maps to a real address",
                "a.example | no address in front",
                "fe80::1%lo0 localhost | no address in front",
                "0.0.0.0 | no name behind the address",
                "127.0.0.1 localhost | local name",
                "::1 ip6-loopback | local name",
                "0.0.0.0 0.0.0.0 | local name",
                "127.0.0.1 mybox | top-level domain or single label",
            })
    void aHostsLineThatBlocksNothingIsRejectedWithItsReason(String line, String reason) throws IOException {
        ListSummary summary = hosts("0.0.0.0 good.example\n" + line).only();
        assertThat(summary.kept()).isEqualTo(1);
        assertThat(summary.reasons()).containsExactly(entry(reason, 1L));
    }

    @Test
    void oneBadNameDoesNotSpoilItsLine() throws IOException {
        ListSummary summary = hosts("127.0.0.1 localhost a.example b/c").only();
        assertThat(summary.kept()).isEqualTo(1);
        assertThat(summary.firstRejected()).extracting(ReportedLine::text).containsExactly("localhost", "b/c");
    }

    @Test
    void theFirstHundredReportedLinesAreKeptAndAllAreCounted() throws IOException {
        ListSummary summary = domains("good.example\n" + "a/b\n".repeat(250)).only();
        assertThat(summary.rejected()).isEqualTo(250);
        assertThat(summary.firstRejected()).hasSize(100);
    }

    @Test
    void rejectedTextIsSafeToPrint() throws IOException {
        assertThat(domains("good.example\n\u001b[31mred\u0007" + "x".repeat(500))
                        .only()
                        .firstRejected())
                .singleElement()
                .extracting(ReportedLine::text)
                .asString()
                .hasSize(200)
                .startsWith("\ufffd[31mred\ufffdx");
    }

    private Reading domains(String text) throws IOException {
        return read(ListFormat.DOMAINS, text, UTF_8);
    }

    private Reading hosts(String text) throws IOException {
        return read(ListFormat.HOSTS, text, UTF_8);
    }

    private Reading read(ListFormat format, String text, Charset charset) throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), text, charset);
        return Reading.of(new ListSource("list", format, file, Optional.of(new Category("games"))));
    }
}
