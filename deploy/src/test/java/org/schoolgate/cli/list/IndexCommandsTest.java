package org.schoolgate.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.cli.CommandLineRun;

/** Commands that look at indexes as a whole: diff, stats and export. */
final class IndexCommandsTest {
    @TempDir
    private Path folder;

    private String before = "";
    private String after = "";

    @BeforeEach
    void compileTwoIndexes() throws IOException {
        before = compiled(
                "before", "stays.example\ngoes.example\nmoves.example\n192.0.2.7\n", "stays.example\nbets.example\n");
        after = compiled(
                "after",
                "stays.example\nnew.example\n192.0.2.7\n",
                "stays.example\nbets.example\nmoves.example\nwww.new.example\n");
    }

    private String compiled(String name, String games, String gambling) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(name));
        Files.writeString(sources.resolve("fun.txt"), games);
        Files.writeString(sources.resolve("bets.txt"), gambling);
        Path index = folder.resolve(name + ".index");
        CommandLineRun run = CommandLineRun.of(
                "lists",
                "compile",
                "--source",
                "domains:" + sources.resolve("fun.txt") + "=games",
                "--source",
                "domains:" + sources.resolve("bets.txt") + "=gambling",
                "--out",
                index.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return index.toString();
    }

    private static String[] lines(CommandLineRun run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run.out().lines().map(line -> line.trim().replaceAll(" +", " ")).toArray(String[]::new);
    }

    @Test
    void diffCountsByTypeCategoryAndList() {
        assertThat(lines(CommandLineRun.of("lists", "diff", before, after)))
                .containsExactly(
                        "added 2, removed 1, recategorised 1, relisted 0",
                        "category added removed",
                        "gambling 2 0",
                        "games 1 2",
                        "list added removed",
                        "bets 2 0",
                        "fun 1 2");
    }

    @Test
    void diffPrintsWhatChangedOnRequestAndNoMoreThanTheLimit() {
        assertThat(lines(CommandLineRun.of("lists", "diff", "--names", before, after)))
                .contains(
                        "+ new.example games",
                        "+ www.new.example gambling",
                        "- goes.example games",
                        "~ moves.example games -> gambling")
                .doesNotContain("+ stays.example games");
        assertThat(lines(CommandLineRun.of("lists", "diff", "--names", "--limit", "1", before, after)))
                .contains("3 more are not shown (--limit 0 shows all)")
                .hasSize(9);
        assertThat(lines(CommandLineRun.of("lists", "diff", "--names", "--limit", "0", before, after)))
                .hasSize(11);
    }

    @Test
    void diffForMachinesPrintsAnObjectAChangeAndOneForTheCounts() {
        assertThat(CommandLineRun.of("lists", "diff", "--json", "--names", before, after)
                        .out()
                        .lines())
                .contains(
                        "{\"change\":\"recategorised\",\"kind\":\"name\",\"text\":\"moves.example\","
                                + "\"before\":[{\"list\":\"fun\",\"category\":\"games\",\"scope\":\"name_and_below\",\"effect\":\"listed\"}],"
                                + "\"after\":[{\"list\":\"bets\",\"category\":\"gambling\",\"scope\":\"name_and_below\",\"effect\":\"listed\"}]}")
                .endsWith("{\"added\":2,\"removed\":1,\"recategorised\":1,\"relisted\":0,"
                        + "\"categories\":{\"gambling\":{\"added\":2,\"removed\":0},\"games\":{\"added\":1,\"removed\":2}},"
                        + "\"lists\":{\"bets\":{\"added\":2,\"removed\":0},\"fun\":{\"added\":1,\"removed\":2}}}");
    }

    @Test
    void diffOfAnIndexWithItselfIsEmpty() {
        assertThat(lines(CommandLineRun.of("lists", "diff", before, before)))
                .containsExactly("added 0, removed 0, recategorised 0, relisted 0");
    }

    @Test
    void statsCountWhatIsThereAndWhatIsInOneListAlone() {
        assertThat(lines(CommandLineRun.of("lists", "stats", "--index", before)))
                .contains(
                        "category count alone",
                        "gambling 2 1",
                        "games 4 3",
                        "bets 2 1",
                        "fun 4 3",
                        "name 5",
                        "name_and_below 5",
                        "exact 1",
                        "listed 6",
                        "2 4",
                        "example 4",
                        "(address) 1");
        assertThat(CommandLineRun.of("lists", "stats", "--json", "--index", before)
                        .out())
                .startsWith("{\"categories\":{\"gambling\":{\"all\":2,\"alone\":1},")
                .contains("\"topLevels\":{\"example\":4,\"(address)\":1}");
    }

    @Test
    void exportedDomainsAreThoseOfTheListsThatAreWanted() {
        assertThat(export("domains").out().lines())
                .containsExactlyInAnyOrder(
                        "stays.example", "goes.example", "moves.example", "bets.example", "192.0.2.7");
        assertThat(export("domains", "--list", "bets").out().lines())
                .containsExactlyInAnyOrder("stays.example", "bets.example");
        assertThat(export("domains", "--category", "games", "--list", "bets").out())
                .isEmpty();
    }

    @Test
    void exportTellsWhatItsFormatCannotSay() {
        CommandLineRun hosts = export("hosts", "--list", "fun");
        assertThat(hosts.out().lines())
                .containsExactlyInAnyOrder("0.0.0.0 stays.example", "0.0.0.0 goes.example", "0.0.0.0 moves.example");
        assertThat(hosts.err().lines())
                .containsExactly(
                        "left out, as hosts cannot say it: 1 addresses",
                        "hosts cannot name what is below a name: 3 names are exported without it");
        assertThat(export("squid", "--list", "bets").out().lines())
                .containsExactlyInAnyOrder(".stays.example", ".bets.example");
        assertThat(export("wildcard", "--list", "bets").out().lines())
                .containsExactlyInAnyOrder("*.stays.example", "*.bets.example");
    }

    @Test
    void exportedJsonLinesSayEverything() {
        assertThat(export("jsonl", "--list", "fun").out().lines())
                .contains(
                        "{\"name\":\"goes.example\",\"scope\":\"name-and-below\",\"category\":\"games\",\"list\":\"fun\"}",
                        "{\"name\":\"192.0.2.7\",\"scope\":\"exact\",\"category\":\"games\",\"list\":\"fun\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"domains", "wildcard", "squid", "jsonl"})
    void exportedListIsReadBackAsItWas(String format) throws IOException {
        String original = compiledAs("domains", "original", "stays.example\nbets.example\nwww.bets.example\n");
        String copy = compiledAs(format, "copy", exportOf(original, format));
        assertThat(lines(CommandLineRun.of("lists", "diff", original, copy)))
                .containsExactly("added 0, removed 0, recategorised 0, relisted 0");
    }

    @Test
    void jsonLinesLoseNothingOfAListWithExceptionsAndPages() throws IOException {
        String original = compiledAs(
                "adblock",
                "original",
                "[Adblock Plus 2.0]\n||a.example^\n@@||good.a.example^\n||b.example/ads^\n||c.example^$important\n");
        String copy = compiledAs("jsonl", "copy", exportOf(original, "jsonl"));
        assertThat(exportOf(copy, "jsonl").lines())
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(
                        exportOf(original, "jsonl").lines().toList());
    }

    private String compiledAs(String format, String name, String content) throws IOException {
        Path list = Files.createDirectories(folder.resolve(name + "-" + format)).resolve("bets.txt");
        Files.writeString(list, content);
        String index = folder.resolve(name + "-" + format + ".index").toString();
        CommandLineRun run =
                CommandLineRun.of("lists", "compile", "--source", format + ":" + list + "=gambling", "--out", index);
        assertThat(run.code()).as(run.err()).isZero();
        return index;
    }

    private static String exportOf(String index, String format) {
        CommandLineRun run = CommandLineRun.of("lists", "export", "--index", index, "--format", format);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void whatTheIndexHasNotIsRefusedWithTheNearestName() {
        assertThat(export("domains", "--list", "bts").err())
                .isEqualTo("schoolgate: list: \"bts\" is not in the index (nearest: bets)\n");
        assertThat(export("domains", "--category", "adult").err())
                .isEqualTo("schoolgate: category: \"adult\" is not in the index (it has [gambling, games])\n");
        CommandLineRun unknown = export("csv");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("format: \"csv\" (expected: domains, wildcard, squid, hosts or jsonl)");
    }

    private CommandLineRun export(String format, String... more) {
        String[] arguments = new String[more.length + 6];
        System.arraycopy(new String[] {"lists", "export", "--index", before, "--format", format}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return CommandLineRun.of(arguments);
    }
}
