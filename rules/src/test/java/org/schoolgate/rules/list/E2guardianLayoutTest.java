package org.schoolgate.rules.list;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class E2guardianLayoutTest extends SourceFolder {
    @Test
    void sitesUrlsAndExpressionsThatAreBannedAreLists() throws IOException {
        write("bannedsitelist", "#listcategory: \"Games\"\na.example\n.b.example # why\n**\n*ip\n");
        write("bannedurllist", "www.c.example/Path\n");
        write("bannedregexpurllist", "casino|poker\n^d\n");
        Reading reading = read();
        assertThat(reading.entries())
                .containsExactlyInAnyOrder(
                        "own/bannedsitelist bannedsitelist:2 NAME_AND_BELOW a.example",
                        "own/bannedsitelist bannedsitelist:3 NAME_AND_BELOW b.example",
                        "own/bannedurllist bannedurllist:1 NAME_AND_BELOW c.example/Path",
                        "own/bannedregexpurllist bannedregexpurllist:1 {\"expression\":\"casino|poker\"}",
                        "own/bannedregexpurllist bannedregexpurllist:2 {\"expression\":\"^(?:https?://)?d\"}");
        assertThat(reading.list("own/bannedsitelist").seen())
                .containsEntry("markers for whole classes of requests, such as **", 2L);
    }

    @Test
    void greyAndExceptionListsAreCountedAndNeverAllow() throws IOException {
        write("bannedsitelist", "a.example\n");
        write("greysitelist", "b.example\n");
        write("exceptionsitelist", "c.example\n");
        Reading reading = read();
        assertThat(reading.entries()).hasSize(1);
        assertThat(reading.list("own/greysitelist").seen())
                .containsEntry("entries of a list named grey, which is not used", 1L);
        assertThat(reading.list("own/exceptionsitelist").seen())
                .containsEntry(
                        "entries of a list named exception, which is used only under a category of good sites", 1L);
    }

    @Test
    void anIncludedFileBelongsToEveryListThatIncludesIt() throws IOException {
        write("group1/bannedsitelist", ".Include</etc/e2guardian/lists/blacklists/games/domains>\n");
        write("group2/localbannedsitelist", ".Include<__LISTDIR__/common>\nb.example\n");
        write("common", ".Include<blacklists/games/domains>\n");
        write("blacklists/games/domains", "a.example\n");
        assertThat(read().entries())
                .containsExactlyInAnyOrder(
                        "own/bannedsitelist blacklists/games/domains:1 NAME_AND_BELOW a.example",
                        "own/localbannedsitelist blacklists/games/domains:1 NAME_AND_BELOW a.example",
                        "own/localbannedsitelist group2/localbannedsitelist:2 NAME_AND_BELOW b.example");
    }

    @Test
    void circlesAndMissingFilesAreReportedAndNothingOutsideIsRead() throws IOException {
        write("bannedsitelist", ".Include<one>\n.Include</etc/passwd>\n.Include<../../../etc/hosts>\na.example\n");
        write("one", ".Include<two>\n");
        write("two", ".Include<one>\n.Include<two>\nb.example\n");
        Reading reading = read();
        assertThat(reading.entries()).hasSize(2);
        assertThat(reading.only().firstRejected())
                .extracting(ReportedLine::file, ReportedLine::text, ReportedLine::reason)
                .containsExactlyInAnyOrder(
                        tuple("two", "one", "include that leads back to its own file"),
                        tuple("two", "two", "include that leads back to its own file"),
                        tuple("bannedsitelist", "/etc/passwd", "included file that is not in the source"),
                        tuple("bannedsitelist", "../../../etc/hosts", "included file that is not in the source"));
    }

    @Test
    void aFileForCertainHoursIsLeftToThePolicyWithAllThatItHoldsAndIncludes() throws IOException {
        write("bannedsitelist", "a.example\n.Include<late>\n");
        write("late", "b.example\n#time: 9 0 17 0 01234\nc.example\n.Include<more>\n");
        write("more", "d.example\n");
        Reading reading = read();
        assertThat(reading.entries()).hasSize(1);
        assertThat(reading.only().reasons())
                .containsOnly(
                        entry("in a list for certain hours (#time), which are for the policy to set", 3L),
                        entry("file that is part of no list", 1L));
    }

    @Test
    void hoursAndIncludesAreNoExpressions() throws IOException {
        write("bannedregexpurllist", "casino\n.Include<late>\n.Include<more>\n");
        write("late", "poker\n#time: 9 0 17 0 01234\n");
        write("more", "roulette\n");
        Reading reading = read();
        assertThat(reading.entries())
                .containsExactlyInAnyOrder(
                        "own/bannedregexpurllist bannedregexpurllist:1 {\"expression\":\"casino\"}",
                        "own/bannedregexpurllist more:1 {\"expression\":\"roulette\"}");
        assertThat(reading.only().read()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e2guardian:%s=bank", "auto:%s=bank"})
    void anExceptionListByItselfIsAListOfGoodSites(String source) throws IOException {
        write("exceptionsitelist", "a.example\n.Include<other>\n");
        Reading reading = read(source, "exceptionsitelist");
        assertThat(reading.entries()).containsExactly("exceptionsitelist exceptionsitelist:1 NAME_AND_BELOW a.example");
        assertThat(reading.only().reasons()).containsOnlyKeys("included file that is not in the source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exceptionsitelist | games | exception, which is used only under a category of good sites",
                "localgreysitelist | games | grey, which is not used",
                "greyurllist.txt | bank | grey, which is not used",
                "bannedphraselist | games | no file in it has the name of a list of e2guardian",
                "x | games | no file in it has the name of a list of e2guardian",
            })
    void aSingleFileThatDoesNotBanByItsNameIsRefused(String file, String category, String reason) throws IOException {
        write(file, "a.example\n");
        assertThatThrownBy(() -> read("e2guardian:%s=" + category, file))
                .isInstanceOf(ListSourceException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSingleFileIsWhatItsNameSaysHoweverItIsPacked() throws IOException {
        Files.write(folder.resolve("bannedregexpurllist.gz"), Packing.GZIP.pack("casino\n".getBytes(US_ASCII)));
        assertThat(read("auto:%s=games", "bannedregexpurllist.gz").entries())
                .containsExactly("bannedregexpurllist bannedregexpurllist.gz:1 {\"expression\":\"casino\"}");
    }

    private Reading read(String source, String file) throws IOException {
        return Reading.of(ListSource.parse(source.formatted(folder.resolve(file))));
    }

    private Reading read() throws IOException {
        return Reading.of(ListSource.parse("e2guardian:" + folder + "=games").withName("own"));
    }
}
