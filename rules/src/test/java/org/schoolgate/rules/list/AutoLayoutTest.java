package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AutoLayoutTest extends SourceFolder {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "DOMAINS | n%d.example",
                "WILDCARD | *.n%d.example",
                "SQUID | .n%d.example",
                "HOSTS | 0.0.0.0 n%d.example",
                "HOSTS | ::1 n%d.example",
                "DNSMASQ | address=/n%d.example/0.0.0.0",
                "UNBOUND | local-zone: \"n%d.example\" static",
                "BIND | zone \"n%d.example\" { type master; };",
                "RPZ | n%d.example CNAME .",
                "ADBLOCK | '||n%d.example^'",
                "URLS | http://n%d.example/a",
                "URLS | n%d.example/a/b",
                "CIDR | 192.0.2.%d",
                "CIDR | 2001:db8:%d::/48",
                "CIDR | 192.0.%d.0/24 ; why",
                "JSONL | {\"name\": \"n%d.example\"}",
                "URLHAUS | \"%d\",\"2026-01-01\",\"http://n.example/a\",\"online\",\"\",\"\"",
            })
    void theFormatIsToldFromTheLines(ListFormat format, String line) throws IOException {
        write("list", "# comment\n\n" + lines(line, 20));
        assertThat(read().only()).returns(format, ListSummary::format).returns(20L, ListSummary::kept);
    }

    @Test
    void theEvidenceIsToldInFigures() throws IOException {
        write("list", "! Title: x\n" + lines("||n%d.example^", 97) + lines("plain%d", 3));
        ListSummary summary = read().only();
        assertThat(summary.format()).isEqualTo(ListFormat.ADBLOCK);
        assertThat(summary.evidence())
                .isEqualTo("97 of 100 lines have signs of an ad blocker's rules: ||, @@, ##, ^, $");
    }

    @Test
    void linesFromAllOverTheFileCount() throws IOException {
        write("list", "192.0.2.7\n".repeat(5000) + lines("n%d.example", 500) + lines("||u%d.example/a^$all", 1500));
        ListSummary summary = read().only();
        assertThat(summary.format()).isEqualTo(ListFormat.URLS);
        assertThat(summary.kept()).isEqualTo(7000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".n%d.example | 30 of 100 names begin with a dot",
                "*.n%d.example | 30 of 100 names begin with *.",
                "0.0.0.0 n%d.example | of 100 lines 70 are names (domains)",
                "some words %d | of 100 lines 70 are names (domains)",
            })
    void aMixtureIsRefusedWithTheCandidates(String line, String reason) throws IOException {
        write("list", lines("m%d.example", 70) + lines(line, 30));
        assertThatThrownBy(this::read)
                .isInstanceOf(ListSourceException.class)
                .hasMessageContaining("cannot tell its format")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.n%d.example | 92 | 8 | 92 of 100 names begin with *.",
                ".n%d.example | 92 | 8 | 92 of 100 names begin with a dot",
                "http://n%d.example/a | 3 | 97 | 3 of 100 lines are URLs",
                "n%d.example/a | 45 | 55 | 45 of 100 lines are URLs",
            })
    void fewUnmarkedNamesAreNotMadeExactByTheCompanyTheyKeep(String line, int marked, int names, String reason)
            throws IOException {
        write("list", lines("m%d.example", names) + lines(line, marked));
        assertThatThrownBy(this::read).hasMessageContaining("cannot tell its format: " + reason);
    }

    @Test
    void theFileThatCannotBeToldIsNamed() throws IOException {
        write("games", "a.example\n");
        write("sub/notes", "This is no list at all.\nIt is a text.\n");
        assertThatThrownBy(this::read)
                .hasMessageContaining("sub/notes: cannot tell its format: of 2 lines none looks like an entry");
    }

    @Test
    void aFolderInTheShapeOfUt1IsTakenForIt() throws IOException {
        write("blacklists/games/domains", "a.example\n");
        write("blacklists/games/usage", "black\n");
        write("blacklists/global_usage", "NAME: games\n");
        ListSummary summary = read().only();
        assertThat(summary.format()).isEqualTo(ListFormat.UT1);
        assertThat(summary.evidence()).isEqualTo("1 files in folders are named domains, urls or expressions");
    }

    @ParameterizedTest
    @CsvSource({
        "games/domains, sub/hosts.txt, ut1",
        "bannedsitelist, hosts.txt, e2guardian",
    })
    void aListAmongTheFilesOfAKnownSetIsNotPassedOver(String known, String other, String format) throws IOException {
        write(known, "a.example\n");
        write(other, lines("0.0.0.0 n%d.example", 20));
        assertThatThrownBy(this::read)
                .isInstanceOf(ListSourceException.class)
                .hasMessageContaining(other + ": a list of the format hosts (20 of 20 lines")
                .hasMessageContaining("among files of " + format);
    }

    @Test
    void whatElseStandsAmongTheFilesOfAKnownSetIsReported() throws IOException {
        write("games/domains", "a.example\n");
        write("games/domains.old", "b.example\n");
        write("games/usage", "black\n");
        write("notes", "This is no list at all.\nIt is a text.\n");
        Reading reading = read();
        assertThat(reading.entries()).hasSize(1);
        assertThat(reading.only().firstRejected())
                .containsExactly(
                        new ReportedLine("games/domains.old", 0, "games/domains.old", "file that is part of no list"),
                        new ReportedLine("notes", 0, "notes", "file that is part of no list"));
    }

    @Test
    void filesOfE2guardianThatSayNothingAboutSitesAreNoOffence() throws IOException {
        write("group/bannedsitelist", "a.example\n");
        write("group/bannedextensionlist", ".exe\n.iso\n");
        write("phraselists/games/weighted", "<casino><10>\n");
        assertThat(read().only().reasons()).containsExactly(entry("file that is part of no list", 2L));
    }

    @Test
    void aLinkThatIsNoOtherNameOfAListIsReported() throws IOException {
        write("games", "a.example\n");
        Files.createSymbolicLink(folder.resolve("more"), Path.of("/etc/hosts"));
        assertThat(read().only().firstRejected())
                .containsExactly(new ReportedLine("more", 0, "/etc/hosts", "symbolic link, not followed"));
    }

    @Test
    void aFolderInTheShapeOfE2guardianIsTakenForIt() throws IOException {
        write("bannedsitelist", ".Include<more>\n");
        write("more", "a.example\n");
        assertThat(read().only().format()).isEqualTo(ListFormat.E2GUARDIAN);
    }

    @Test
    void filesOfAFolderMayBeOfDifferentFormatsAndReadmesAreNone() throws IOException {
        write("ads", "||a.example^\n||a.example^$badfilter\n||b.example^\n");
        write("games", "0.0.0.0 c.example\n");
        write("README.md", "# Lists\nWords.\n");
        write("LICENSE", "Words, words.\n");
        assertThat(read().entries())
                .containsExactly(
                        "own/ads ads:3 NAME_AND_BELOW b.example", "own/games games:1 NAME_AND_BELOW c.example");
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void packedListsAreToldTheSameWay(Packing packing) throws IOException {
        byte[] list = "||a.example^\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(folder.resolve("ads"), packing.pack(list));
        Files.write(folder.resolve("more.zip"), Packing.zip("games", list));
        assertThat(read().lists()).extracting(ListSummary::format).containsOnly(ListFormat.ADBLOCK);
    }

    private Reading read() throws IOException {
        return Reading.of(ListSource.parse("auto:" + folder + "=games").withName("own"));
    }

    private static String lines(String line, int count) {
        return IntStream.range(0, count).mapToObj(i -> line.formatted(i) + "\n").collect(Collectors.joining());
    }
}
