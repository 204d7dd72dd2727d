package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.url.PublicSuffixes;

class ListGuardsTest {
    private static final Category GAMES = new Category("games");
    private static final Category BANK = new Category("bank");

    @TempDir
    Path folder;

    @Test
    void suffixesOfRegistriesAreRejectedAndThoseOfCompaniesKeptWithAWarning() throws Exception {
        ListSummary summary = read(GAMES, false, "com\nco.test\nblogs.test\na.co.test\nb.blogs.test\n");
        assertThat(summary.kept()).isEqualTo(3);
        assertThat(summary.reasons())
                .containsEntry("top-level domain or single label", 1L)
                .containsEntry("public suffix: everybody may have a name below it", 1L);
        assertThat(summary.firstWarned())
                .containsExactly(new ReportedLine("list.txt", 3, "blogs.test", "names of many people are below it"));
    }

    @Test
    void suffixesAreTakenFromASourceThatMayNameThem() throws Exception {
        assertThat(read(GAMES, true, "com\nco.test\n").kept()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help.example", "a.help.example", "*.help.example"})
    void anEntryThatCoversASiteThatASchoolNeedsIsKeptWithAWarning(String line) throws Exception {
        ListSummary summary = read(GAMES, false, line + "\n");
        assertThat(summary.kept()).isEqualTo(1);
        assertThat(summary.warned()).containsEntry("covers a site that a school needs (help)", 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.a.help.example", "elp.example", "other.example"})
    void whatIsBelowOrBesideSuchASiteIsNoneOfItsBusiness(String line) throws Exception {
        assertThat(read(GAMES, false, line + "\n").warned()).isEmpty();
    }

    @Test
    void listsOfGoodSitesMayNameThem() throws Exception {
        assertThat(read(BANK, false, "help.example\n").warned()).isEmpty();
        assertThat(read(new Category("help"), false, "help.example\n").warned()).isEmpty();
    }

    @Test
    void anExceptionIsNotGuardedForItBlocksNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), "@@||co.uk^\n||a.example^\n");
        assertThat(Reading.of(ListSource.parse("adblock:" + file + "=games"))
                        .only()
                        .kept())
                .isEqualTo(2);
    }

    private ListSummary read(Category category, boolean takesSuffixes, String text)
            throws IOException, HostSyntaxException {
        String others = IntStream.range(0, 20).mapToObj("t%d\n"::formatted).collect(Collectors.joining());
        Path suffixes = Files.writeString(
                folder.resolve("suffixes"),
                "// ===BEGIN ICANN DOMAINS===\ncom\ntest\nco.test\n" + others
                        + "// ===END ICANN DOMAINS===\n"
                        + "// ===BEGIN PRIVATE DOMAINS===\nblogs.test\n// ===END PRIVATE DOMAINS===\n");
        ListGuards guards = new ListGuards(
                PublicSuffixes.read(suffixes),
                Map.of(Host.parse("a.help.example"), new Category("help")),
                BANK::equals);
        Path file = Files.writeString(folder.resolve("list.txt"), text);
        List<ListEntry> entries = new ArrayList<>();
        return SourceReader.read(
                        new ListSource(
                                "list",
                                ListFormat.DOMAINS,
                                file,
                                Optional.of(category),
                                new ReadingOptions(takesSuffixes, false),
                                Provenance.UNKNOWN),
                        name -> Optional.empty(),
                        guards,
                        of -> (entry, effect, line) -> entries.add(entry))
                .get(0);
    }
}
