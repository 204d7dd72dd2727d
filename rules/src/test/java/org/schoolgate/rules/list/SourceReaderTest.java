package org.schoolgate.rules.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Provenance;

class SourceReaderTest extends SourceFolder {
    @Test
    void aUt1FolderIsAListForEachOfItsFolders() throws IOException {
        write("adult/domains", "a.example\nb.example\n");
        write("adult/usage", "black\n");
        write("games/domains", "# comment\nc.example\n");
        write("README", "d.example\n");
        Reading reading = ut1();
        assertThat(reading.entries())
                .containsExactly(
                        "ut1/adult adult/domains:1 NAME_AND_BELOW a.example",
                        "ut1/adult adult/domains:2 NAME_AND_BELOW b.example",
                        "ut1/games games/domains:2 NAME_AND_BELOW c.example");
        assertThat(reading.lists()).extracting(list -> list.category().id()).containsExactly("adult", "games");
    }

    @Test
    void domainsUrlsAndExpressionsOfUt1AreOneList() throws IOException {
        write("games/domains", "a.example");
        write("games/expressions", "(d|e)\\.example");
        write("games/urls", "www.b.example/Path/\n\n192.0.2.7/path\nwww.c.example");
        write("games/very_restrictive_expression", "f");
        Reading reading = ut1();
        assertThat(reading.entries())
                .containsExactly(
                        "ut1/games games/domains:1 NAME_AND_BELOW a.example",
                        "ut1/games games/expressions:1 {\"expression\":\"(d|e)\\\\.example\"}",
                        "ut1/games games/urls:1 NAME_AND_BELOW b.example/Path/",
                        "ut1/games games/urls:3 EXACT 192.0.2.7/path",
                        "ut1/games games/urls:4 NAME_AND_BELOW c.example");
        assertThat(reading.only().read()).isEqualTo(5);
        assertThat(reading.only().seen())
                .containsExactly(entry("very restrictive expressions, which are not used", 1L));
    }

    @Test
    void aPartOfTheFirstPageNeverBecomesTheHost() throws IOException {
        write("games/urls", "groups.example/#!forum/games\nforum.example/view/x#y");
        Reading reading = ut1();
        assertThat(reading.entries()).containsExactly("ut1/games games/urls:2 NAME_AND_BELOW forum.example/view/x");
        assertThat(reading.only().reasons()).containsExactly(entry("names a part of a page, which no server sees", 1L));
        assertThat(reading.only().seen()).containsExactly(entry("parts of pages (#), taken for the page", 1L));
    }

    @Test
    void splitDomainsOfUt1AreOneList() throws IOException {
        write("adult/domains.0", "a.example");
        write("adult/domains.1", "b.example");
        assertThat(ut1().entries())
                .containsExactly(
                        "ut1/adult adult/domains.0:1 NAME_AND_BELOW a.example",
                        "ut1/adult adult/domains.1:1 NAME_AND_BELOW b.example");
    }

    @Test
    void aLinkedFolderOfUt1IsAnotherNameOfItsTargetAndReadOnce() throws IOException {
        write("adult/domains", "a.example");
        Files.createSymbolicLink(folder.resolve("porn"), Path.of("adult"));
        Reading reading = ut1();
        assertThat(reading.entries()).hasSize(1);
        assertThat(reading.only().aliases()).containsExactly("porn");
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("domains"), "b.example");
        write("adult/domains", "a.example");
        Files.createSymbolicLink(folder.resolve("games"), elsewhere);
        Files.createSymbolicLink(folder.resolve("one.example"), Path.of("games"));
        Reading reading = ut1();
        assertThat(reading.entries()).containsExactly("ut1/adult adult/domains:1 NAME_AND_BELOW a.example");
        assertThat(reading.only().firstRejected())
                .extracting(ReportedLine::file, ReportedLine::text, ReportedLine::reason)
                .containsExactly(
                        tuple("games", elsewhere.toString(), "symbolic link, not followed"),
                        tuple("one.example", "games", "symbolic link, not followed"));
    }

    @Test
    void aLinkAloneIsNoList() throws IOException {
        write("games.txt", "a.example");
        Files.createSymbolicLink(folder.resolve("more.txt"), Path.of("/etc/hosts"));
        Reading reading = Reading.of(new ListSource("own", ListFormat.DOMAINS, folder, Optional.empty()));
        assertThat(reading.only())
                .returns("own/games", ListSummary::name)
                .returns(Map.of("symbolic link, not followed", 1L), ListSummary::reasons);
    }

    @Test
    void listsThatEndAlikeAreNamedAfterTheirWholePath() throws IOException {
        write("BL/finance/other/domains", "a.example");
        write("BL/hobby/other/domains", "b.example");
        write("BL/hobby/games/domains", "c.example");
        assertThat(ut1().entries())
                .containsExactly(
                        "ut1/BL-finance-other BL/finance/other/domains:1 NAME_AND_BELOW a.example",
                        "ut1/games BL/hobby/games/domains:1 NAME_AND_BELOW c.example",
                        "ut1/BL-hobby-other BL/hobby/other/domains:1 NAME_AND_BELOW b.example");
    }

    @Test
    void filesThatDifferInTheirEndingOnlyAreTwoListsOfOneCategory() throws IOException {
        write("games.hosts", "a.example");
        write("games.txt", "b.example");
        Reading reading = Reading.of(new ListSource("own", ListFormat.DOMAINS, folder, Optional.empty()));
        assertThat(reading.lists()).extracting(ListSummary::name).containsExactly("own/games.hosts", "own/games.txt");
        assertThat(reading.lists()).extracting(list -> list.category().id()).containsOnly("games");
    }

    @Test
    void noTwoListsHaveTheSameName() throws IOException {
        write("a/x", "a.example");
        write("b/x", "b.example");
        write("a-x", "c.example");
        assertThatThrownBy(() -> Reading.of(
                        ListSource.parse("domains:" + folder + "=games").withName("own")))
                .hasMessageContaining("two lists would be named own/a-x");
    }

    @Test
    void aLinkInThePlaceOfAListIsRejectedAndNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "b.example");
        Files.createDirectories(folder.resolve("adult"));
        Files.createSymbolicLink(folder.resolve("adult/domains"), secret);
        write("adult/urls", "a.example/path");
        Reading reading = ut1();
        assertThat(reading.entries()).containsExactly("ut1/adult adult/urls:1 NAME_AND_BELOW a.example/path");
        assertThat(reading.only().firstRejected())
                .singleElement()
                .returns("adult/domains", ReportedLine::file)
                .returns("symbolic link, not followed", ReportedLine::reason);
    }

    @Test
    void theRootOfUt1MayBeAFolderFurtherUp() throws IOException {
        write("blacklists/adult/domains", "a.example");
        assertThat(ut1().entries()).containsExactly("ut1/adult blacklists/adult/domains:1 NAME_AND_BELOW a.example");
    }

    @Test
    void aFolderNameMayBeMappedToAnotherCategory() throws IOException {
        write("porn/domains", "a.example");
        Reading reading = Reading.of(ListSource.parse("ut1:" + folder), Map.of("porn", "adult"));
        assertThat(reading.list("ut1/porn").category()).isEqualTo(new Category("adult"));
    }

    @Test
    void theCategoryOfTheSourceIsThatOfAllItsLists() throws IOException {
        write("a/domains", "a.example");
        write("b/domains", "b.example");
        assertThat(Reading.of(ListSource.parse("ut1:" + folder + "=games")).lists())
                .extracting(list -> list.category().id())
                .containsOnly("games");
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void packedFilesAreToldByTheirContent(Packing packing) throws IOException {
        Path file = folder.resolve("social.txt");
        Files.write(file, packing.pack("a.example\n".getBytes(UTF_8)));
        assertThat(Reading.of(ListSource.parse("domains:" + file + "=social_networks"))
                        .entries())
                .containsExactly("social social.txt:1 NAME_AND_BELOW a.example");
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void packedArchivesAreToldByTheirContent(Packing packing) throws IOException {
        Path file = folder.resolve("lists");
        Packing.Tar tar = new Packing.Tar()
                .link("./blacklists/porn", "adult")
                .file("./blacklists/adult/domains", "a.example\n")
                .file("./blacklists/games/domains", "b.example\n")
                .file("./blacklists/adult/domains.1", "c.example\n");
        Files.write(file, packing.pack(tar.bytes()));
        Reading reading = Reading.of(ListSource.parse("ut1:" + file));
        assertThat(reading.entries())
                .containsExactly(
                        "ut1/adult blacklists/adult/domains:1 NAME_AND_BELOW a.example",
                        "ut1/games blacklists/games/domains:1 NAME_AND_BELOW b.example",
                        "ut1/adult blacklists/adult/domains.1:1 NAME_AND_BELOW c.example");
        assertThat(reading.list("ut1/adult").aliases()).containsExactly("porn");
    }

    @Test
    void everyFileOfADomainsFolderIsAListNamedAfterItsCategory() throws IOException {
        write("Gambling.txt", "a.example");
        write("sub/games", "b.example");
        write(".hidden", "c.example");
        Reading reading = Reading.of(new ListSource("own", ListFormat.DOMAINS, folder, Optional.empty()));
        assertThat(reading.entries())
                .containsExactly(
                        "own/Gambling Gambling.txt:1 NAME_AND_BELOW a.example",
                        "own/games sub/games:1 NAME_AND_BELOW b.example");
        assertThat(reading.lists()).extracting(list -> list.category().id()).containsExactly("gambling", "games");
    }

    @Test
    void aFolderWithoutAnyListIsRefused() throws IOException {
        write("README", "a.example");
        assertThatThrownBy(this::ut1)
                .isInstanceOf(ListSourceException.class)
                .hasMessage(
                        folder
                                + ": no list in it (expected: a folder or an archive with files CATEGORY/domains, urls or expressions)");
    }

    @Test
    void nothingButExceptionsIsNoList() throws IOException {
        write("list.txt", "@@||a.example^\n");
        assertThatThrownBy(() -> Reading.of(ListSource.parse("adblock:" + folder + "=games")))
                .hasMessageContaining("no entry in it");
    }

    @Test
    void exceptionsAreCountedApart() throws IOException {
        write("list.txt", "||b.example^\n@@||a.b.example^\n");
        assertThat(Reading.of(ListSource.parse("adblock:" + folder + "=games")).only())
                .returns(2L, ListSummary::kept)
                .returns(1L, ListSummary::exceptions);
    }

    @Test
    void aListNamedAfterNoKnownCategoryIsPointedOut() throws IOException {
        write("hobby/domains", "a.example");
        write("porn/domains", "b.example");
        Reading reading = Reading.of(ListSource.parse("ut1:" + folder), Map.of("porn", "adult"));
        assertThat(reading.list("ut1/hobby").firstWarned())
                .containsExactly(new ReportedLine("hobby/domains", 0, "hobby", "category that no policy can name"));
        assertThat(reading.list("ut1/porn").warned()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsRefusedByName() {
        assertThatThrownBy(() -> Reading.of(ListSource.parse("hosts:" + folder.resolve("absent") + "=games")))
                .isInstanceOf(ListSourceException.class)
                .hasMessage(folder.resolve("absent") + ": no such file or folder");
    }

    @Test
    void aFileAfterWhichNoCategoryCanBeNamedIsRefused() throws IOException {
        write("my list.txt", "a.example");
        assertThatThrownBy(() -> Reading.of(ListSource.parse("domains:" + folder)))
                .isInstanceOf(ListSourceException.class)
                .hasMessageContaining("my list")
                .hasMessageContaining("=CATEGORY");
    }

    @Test
    void fetchedIsAFolderWhenTheNewestOfItsFilesWas() throws IOException {
        write("adult/domains", "a.example\n");
        write("games/domains", "b.example\n");
        write("games/.hidden", "");
        modified("adult/domains", "2026-11-20T10:00:00Z");
        modified("games/domains", "2026-11-21T10:00:00Z");
        assertThat(ut1().lists())
                .extracting(list -> list.provenance().text())
                .containsOnly("fetched 2026-11-21T10:00:00Z");
    }

    @Test
    void whatIsSaidWithASourceStandsAboveWhatItsFilesSay() throws IOException {
        Path file = write("list.txt", "# Licence: MIT\na.example\n");
        ListSource source = ListSource.parse("domains:" + file + "=games");
        assertThat(Reading.of(source).only().provenance().licence()).isEqualTo("MIT");
        Provenance said = new Provenance(Optional.of(Instant.parse("2026-11-01T10:00:00Z")), "CC0 1.0");
        assertThat(Reading.of(new ListSource(
                                "own", ListFormat.DOMAINS, file, source.category(), ReadingOptions.STANDARD, said))
                        .only()
                        .provenance())
                .isEqualTo(said);
        assertThat(Reading.of(source.withLicence("by letter"))
                        .only()
                        .provenance()
                        .licence())
                .isEqualTo("by letter");
    }

    @Test
    void licenceIsLookedForInTheFirstCommentsOfEachListAndNoFurther() throws IOException {
        write("adult/domains", "\n".repeat(99) + "# licence: MIT\na.example\n# licence: GPL\n");
        write("games/domains", "\n".repeat(100) + "# licence: MIT\nb.example\n");
        assertThat(ut1().lists())
                .extracting(list -> list.provenance().licence())
                .containsExactly("MIT", "");
    }

    @Test
    void namesOfAHostsListAreTakenAloneWhereThatIsSaid() throws IOException {
        Path file = write("list.txt", "0.0.0.0 a.example b.example\n");
        ListSource source = ListSource.parse("auto:" + file + "=games");
        assertThat(Reading.of(source.with(new ReadingOptions(false, true))).entries())
                .containsExactly("list list.txt:1 EXACT a.example", "list list.txt:1 EXACT b.example");
        assertThat(Reading.of(source).entries())
                .containsExactly(
                        "list list.txt:1 NAME_AND_BELOW a.example", "list list.txt:1 NAME_AND_BELOW b.example");
    }

    @ParameterizedTest
    @EnumSource(
            value = ListFormat.class,
            names = {"DOMAINS", "WILDCARD", "ADBLOCK", "DNSMASQ", "URLS"})
    void namesOfOtherFormatsMeanWhatTheFormatSaysAndAreNotTakenAlone(ListFormat format) throws IOException {
        Path file = write("list.txt", "a.example\n");
        ListSource source =
                ListSource.parse(format.id() + ":" + file + "=games").with(new ReadingOptions(false, true));
        assertThatThrownBy(() -> Reading.of(source))
                .isInstanceOf(ListSourceException.class)
                .hasMessageContaining("list.txt is of the format " + format.id() + ", which says itself")
                .hasMessageContaining("(expected: hosts; ");
    }

    @Test
    void sourceOfNothingButTopLevelDomainsIsRefusedWithWhatWouldTakeIt() throws IOException {
        Path zones = write("zones.txt", "||zip^\n||mov^\n||co.uk^\n");
        ListSource source = ListSource.parse("adblock:" + zones + "=malware");
        assertThatThrownBy(() -> Reading.of(source))
                .hasMessageEndingWith("; to block all below them, say so: --take-suffixes zones (REST: suffixes=true)");
        assertThat(Reading.of(source.with(new ReadingOptions(true, false))).entries())
                .hasSize(3);
        Path none = write("none.txt", "||zip^\n||a.example^$third-party\n||b.example^$third-party\n");
        assertThatThrownBy(() -> Reading.of(ListSource.parse("adblock:" + none + "=malware")))
                .hasMessageContaining("no entry in it")
                .hasMessageNotContaining("take-suffixes");
    }

    private void modified(String path, String time) throws IOException {
        Files.setLastModifiedTime(folder.resolve(path), FileTime.from(Instant.parse(time)));
    }

    private Reading ut1() throws IOException {
        return Reading.of(ListSource.parse("ut1:" + folder));
    }
}
