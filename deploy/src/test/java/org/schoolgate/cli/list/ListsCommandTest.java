package org.schoolgate.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.cli.CommandLineRun;

final class ListsCommandTest {
    @TempDir
    private Path folder;

    private String index() {
        return folder.resolve("lists.index").toString();
    }

    @BeforeEach
    void writeLists() throws IOException {
        Path ut1 = folder.resolve("ut1");
        Files.createDirectories(ut1.resolve("gambling"));
        Files.createDirectories(ut1.resolve("malware"));
        Files.writeString(
                ut1.resolve("gambling/domains"), "casino.example\nbets.example\ncasino.example\nnot a host\n");
        Files.writeString(ut1.resolve("malware/domains"), "casino.example\n192.0.2.7\n");
        Files.writeString(folder.resolve("mine.txt"), "mine.example\n");
    }

    private CommandLineRun compile(String... more) {
        String[] arguments = new String[more.length + 8];
        System.arraycopy(
                new String[] {
                    "lists",
                    "compile",
                    "--source",
                    "ut1:" + folder.resolve("ut1"),
                    "--source",
                    "domains:" + folder.resolve("mine.txt") + "=social_networks",
                    "--out",
                    index()
                },
                0,
                arguments,
                0,
                8);
        System.arraycopy(more, 0, arguments, 8, more.length);
        return CommandLineRun.of(arguments);
    }

    @Test
    void compilingSaysWhatBecameOfEachList() {
        CommandLineRun run = compile();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.trim().replaceAll(" +", " ")))
                .containsExactly(
                        "list lines entries duplicate rejected passed over format category",
                        "ut1/gambling 4 2 1 1 0 ut1 gambling",
                        "ut1/malware 2 2 0 0 0 ut1 malware",
                        "mine 1 1 0 0 0 domains social_networks",
                        "",
                        "ut1/gambling",
                        "rejected: 1, more than one word",
                        "",
                        "--rejected prints the first rejected lines",
                        "5 entries compiled to " + index());
    }

    @Test
    void whatHoldsForAllListsOfAFolderIsSaidOnceAndAllLinesAreAccountedFor() throws IOException {
        Path folders = Files.createDirectories(folder.resolve("many"));
        Files.writeString(folders.resolve("one"), "||a.example^\n##.ad\n||b.example^$third-party\n");
        Files.writeString(folders.resolve("two"), "||b.example^\n##.ad\n||b.example^$third-party\n");
        CommandLineRun run = CommandLineRun.of("lists", "compile", "--source", "auto:" + folders, "--out", index());
        assertThat(run.out().lines().map(line -> line.trim().replaceAll(" +", " ")))
                .containsSubsequence(
                        "many/one 3 1 0 1 1 adblock one",
                        "2 lists are taken for adblock, because 2 of 2 lines have signs of an ad blocker's rules: ||, @@,"
                                + " ##, ^, $",
                        "many/one",
                        "noted: 1, rules about parts of pages",
                        "one in one: category that no policy can name");
        assertThat(run.out()).containsOnlyOnce("because");
    }

    @Test
    void categoryThatIsNoneIsRefusedAndAnAliasIsItsCategory() throws IOException {
        Path mine = folder.resolve("mine.txt");
        assertThat(CommandLineRun.of("lists", "compile", "--source", "domains:" + mine + "=gamess", "--out", index())
                        .err())
                .isEqualTo("schoolgate: mine: no category is named \"gamess\" (nearest: games)\n");
        assertThat(CommandLineRun.of("lists", "compile", "--source", "domains:" + mine + "=porn", "--out", index())
                        .out())
                .contains("domains  adult");
    }

    @Test
    void whatTheFormatIsTakenForAndWhatOneShouldKnowIsSaid() throws IOException {
        Path ads = Files.writeString(
                folder.resolve("ads.txt"), "||a.example^\n||bbc.co.uk^$third-party\n||nspcc.org.uk^\n");
        CommandLineRun run =
                CommandLineRun.of("lists", "compile", "--source", "auto:" + ads + "=publicite", "--out", index());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("ads: taken for adblock, because 3 of 3 lines have signs of an ad blocker's rules")
                .contains("  rejected: 1, depends on the site that asks")
                .contains("  taken, but look: 1, covers a site that a school needs (help)")
                .contains("    nspcc.org.uk in ads.txt:3: covers a site that a school needs (help)");
    }

    @Test
    void suffixesAreTakenOnlyFromTheSourceThatIsNamed() throws IOException {
        Path zones = Files.writeString(folder.resolve("zones.txt"), "zip\nco.uk\n");
        String source = "domains:" + zones + "=malware";
        CommandLineRun refused = CommandLineRun.of("lists", "compile", "--source", source, "--out", index());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("zones.txt: no entry in it; rejected: 1, ")
                .contains("--take-suffixes zones");
        CommandLineRun taken =
                CommandLineRun.of("lists", "compile", "--source", source, "--take-suffixes", "zones", "--out", index());
        assertThat(taken.out()).contains("zones  ");
        assertThat(taken.code()).isZero();
        CommandLineRun mistaken =
                CommandLineRun.of("lists", "compile", "--source", source, "--take-suffixes", "zone", "--out", index());
        assertThat(mistaken.err()).contains("no source is named zone (expected: one of zones)");
    }

    @Test
    void namesAreTakenAloneOnlyFromTheHostsListThatIsNamed() throws IOException {
        Path hosts = Files.writeString(folder.resolve("ads.hosts"), "0.0.0.0 ads.example\n");
        String source = "hosts:" + hosts + "=publicite";
        CommandLineRun alone =
                CommandLineRun.of("lists", "compile", "--source", source, "--names-alone", "ads", "--out", index());
        assertThat(alone.code()).as(alone.err()).isZero();
        assertThat(CommandLineRun.of("lists", "explain", "--index", index(), "ads.example")
                        .out())
                .contains("publicite: ads.example (exact) in list ads");
        assertThat(CommandLineRun.of("lists", "explain", "--index", index(), "www.ads.example")
                        .out())
                .contains("no list knows it");
        CommandLineRun other = compile("--names-alone", "mine");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("mine.txt is of the format domains, which says itself what its names mean");
        assertThat(compile("--names-alone", "ads").err())
                .contains("no source is named ads (expected: one of ut1, mine)");
    }

    @Test
    void rejectedLinesArePrintedOnRequestAndNeverChangeTheExitCode() {
        CommandLineRun run = compile("--rejected");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("ut1/gambling: gambling/domains:4: ").contains(": not a host");
    }

    @Test
    void compilingForMachinesPrintsOneObject() {
        assertThat(compile("--json", "--rejected").out())
                .startsWith("{\"lists\":[{\"list\":\"ut1/gambling\",\"format\":\"ut1\",\"category\":\"gambling\"")
                .contains("\"read\":4,\"kept\":2,\"exceptions\":0,\"duplicate\":1,\"rejected\":1")
                .contains("\"line\":4,\"text\":\"not a host\"");
    }

    @Test
    void unknownFormatIsWrongUsageAndAMissingFileARefusal() {
        CommandLineRun wrong = CommandLineRun.of("lists", "compile", "--source", "csv:x", "--out", index());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("expected: auto, ut1, domains");
        CommandLineRun missing = CommandLineRun.of("lists", "compile", "--source", "domains:/absent", "--out", index());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("/absent").doesNotContain("\tat ");
    }

    @Test
    void eachInputIsClassifiedOnALineOfItsOwn() throws IOException {
        compile();
        Path inputs = folder.resolve("inputs");
        Files.writeString(
                inputs, "www.Casino.example\nhttp://mine.example/a\n192.0.2.7\nother.example\n\nhttp://a b/\n");

        CommandLineRun run = CommandLineRun.of("lists", "classify", "--index", index(), inputs.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "www.Casino.example\tgambling,malware",
                        "http://mine.example/a\tsocial_networks",
                        "192.0.2.7\tmalware",
                        "other.example\t-",
                        "\t-",
                        "http://a b/\t-");
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).contains("line 5: ").contains("line 6: ");
    }

    @Test
    void classifyingForMachinesPrintsAnObjectALine() throws IOException {
        compile();
        Path inputs = folder.resolve("inputs");
        Files.writeString(inputs, "casino.example\nother.example\nftp://x\n");
        assertThat(CommandLineRun.of("lists", "classify", "--json", "--index", index(), inputs.toString())
                        .out()
                        .lines())
                .containsExactly(
                        "{\"input\":\"casino.example\",\"categories\":[\"gambling\",\"malware\"]}",
                        "{\"input\":\"other.example\",\"categories\":[]}",
                        "{\"input\":\"ftp://x\",\"error\":\"scheme is neither http nor https\"}");
    }

    @Test
    void classifyingEndsWhenNobodyReadsTheAnswers() throws IOException {
        compile();
        Path inputs = folder.resolve("inputs");
        Files.writeString(inputs, "a b\n".repeat(5_000));
        CommandLineRun run = CommandLineRun.withoutOutput("lists", "classify", "--index", index(), inputs.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).hasSizeLessThan(2_000);
    }

    @Test
    void sourcesThatWouldReplaceEachOtherAreRefusedBeforeAnythingIsSent() {
        CommandLineRun run = CommandLineRun.of(
                "lists",
                "publish",
                "--data",
                folder.toString(),
                "--source",
                "hosts:one/Ads.txt=games",
                "--source",
                "domains:two/ads=games");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("two sources would be published as \"ads\": one/Ads.txt and two/ads")
                .doesNotContain("\tat ");
    }

    @Test
    void explanationNamesListFileAndLine() {
        compile();
        CommandLineRun run = CommandLineRun.of("lists", "explain", "--index", index(), "www.casino.example");
        assertThat(run.out())
                .contains("gambling: casino.example (name and below) in list ut1/gambling, gambling/domains:1")
                .contains("malware: casino.example (name and below) in list ut1/malware, malware/domains:1");
        assertThat(CommandLineRun.of("lists", "explain", "--json", "--index", index(), "casino.example")
                        .out())
                .contains("\"list\":\"ut1/gambling\",\"entry\":\"casino.example\",\"scope\":\"name_and_below\"")
                .contains("\"kind\":\"name\",\"effect\":\"listed\",\"matched\":\"casino.example\"");
        assertThat(CommandLineRun.of("lists", "explain", "--index", index(), "other.example")
                        .out())
                .contains("no list knows it");
    }

    @Test
    void explanationAndInfoSayWhenAListWasFetchedAndItsLicence() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "! License: MIT\nmine.example\n");
        Files.setLastModifiedTime(mine, FileTime.from(Instant.parse("2026-11-20T10:00:00Z")));
        assertThat(compile("--licence", "ut1=CC BY-SA 4.0 (a=b)").code()).isZero();
        assertThat(CommandLineRun.of("lists", "explain", "--index", index(), "mine.example")
                        .out())
                .contains("in list mine, mine.txt:2, fetched 2026-11-20T10:00:00Z, licence MIT");
        assertThat(CommandLineRun.of("lists", "explain", "--json", "--index", index(), "mine.example")
                        .out())
                .contains("\"line\":2,\"fetchedAt\":\"2026-11-20T10:00:00Z\",\"licence\":\"MIT\"");
        assertThat(CommandLineRun.of("lists", "info", "--index", index()).out().lines())
                .anyMatch(line -> line.matches("ut1/malware .* malware +[-:TZ0-9]+ +CC BY-SA 4\\.0 \\(a=b\\)"))
                .anyMatch(line -> line.matches("mine .* social_networks +2026-11-20T10:00:00Z +MIT"));
        assertThat(compile("--licence", "ut2=MIT").err())
                .contains("no source is named ut2 (expected: one of ut1, mine)");
        assertThat(compile("--licence", "mine=" + "c".repeat(201)).err()).contains("expected: up to 200 characters");
        assertThat(compile().code()).isZero();
        assertThat(CommandLineRun.of("lists", "explain", "--json", "--index", index(), "bets.example")
                        .out())
                .contains("\"licence\":null");
    }

    @Test
    void infoSaysWhatTheIndexHoldsAndRefusesATruncatedOne() throws IOException {
        compile();
        CommandLineRun run = CommandLineRun.of("lists", "info", "--index", index());
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("4 hosts, compiled ").contains("format 4.0", "host_hot", "ut1/malware");
        assertThat(CommandLineRun.of("lists", "info", "--json", "--index", index())
                        .out())
                .contains("\"hosts\":4", "\"list\":\"mine\"");

        byte[] bytes = Files.readAllBytes(Path.of(index()));
        Files.write(Path.of(index()), Arrays.copyOf(bytes, bytes.length / 2));
        CommandLineRun truncated = CommandLineRun.of("lists", "info", "--index", index());
        assertThat(truncated.code()).isEqualTo(1);
        assertThat(truncated.err()).contains(index());
    }
}
