package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.TestData;

/** All real lists that there are readers for, some 4.8 million lines, compiled in a process with a heap of 1 GiB. */
@Tag("realdata")
class RealListsTest {
    /** In time of the processor, so that whatever else runs on the machine does not count. */
    private static final Duration BAR = Duration.ofSeconds(60);

    private static final Map<String, Long> LINES = new HashMap<>();

    @TempDir
    static Path folder;

    private static Path index = Path.of("");

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        Path data = TestData.folder();
        index = folder.resolve("all.index");
        Path output = folder.resolve("output");
        Process compiler = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RealLists.class.getName(),
                        data.toString(),
                        index.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = compiler.waitFor(10, TimeUnit.MINUTES);
        compiler.destroyForcibly();
        assertThat(ended && compiler.exitValue() == 0)
                .as(Files.readString(output))
                .isTrue();
        for (String line : Files.readAllLines(output)) {
            List<String> fields = List.of(line.split("\t"));
            LINES.put(fields.get(0), Long.valueOf(fields.get(1)));
        }
    }

    @Test
    void allListsAreCompiledWithinAMinute() {
        Long nanos = LINES.get(RealLists.PROCESSOR_TIME);
        assertThat(nanos).isNotNull().isLessThan(BAR.toNanos());
    }

    @Test
    void asManyLinesAreReadAsThereAre() {
        Percentage onePercent = Percentage.withPercentage(1);
        assertThat(linesOf("ut1/")).isCloseTo(3_669_762 + 42_840, onePercent);
        assertThat(linesOf("shadowwhisperer-2026-08-22/")).isCloseTo(554_593, onePercent);
        assertThat(linesOf("blocklistproject-basic-2026")).isCloseTo(76_036, onePercent);
        assertThat(linesOf("hagezi-light-compressed-2025")).isCloseTo(11_457, onePercent);
        assertThat(linesOf("stevenblack-fakenews-gambling-porn-social-2019")).isCloseTo(55_985, onePercent);
        assertThat(linesOf("blocklistproject-drugs-nl-2026")).isCloseTo(26_029, onePercent);
        assertThat(linesOf("blocklistproject-tracking-nl-2026")).isCloseTo(143_876, onePercent);
        assertThat(linesOf("hagezi-gambling-medium-2025")).isCloseTo(100_972, onePercent);
        assertThat(linesOf("hagezi-nsfw-2025")).isCloseTo(101_308, onePercent);
        assertThat(linesOf("shadowwhisperer-filter-2026")).isCloseTo(44_840, onePercent);
        assertThat(linesOf("swot-education-domains-2026")).isCloseTo(26_867, onePercent);
    }

    @Test
    void theSeventyCategoriesOfUt1AreThereAndNoAliasIsReadTwice() {
        assertThat(LINES.keySet()).filteredOn(list -> list.startsWith("ut1/")).hasSize(70);
        assertThat(LINES).containsKey("ut1/adult").doesNotContainKey("ut1/porn");
    }

    @Test
    void theIndexOpensWithAllItsNames() throws IOException {
        assertThat(Index.open(index).size()).isBetween(3_000_000, 4_700_000);
    }

    private static long linesOf(String start) {
        return LINES.entrySet().stream()
                .filter(list -> list.getKey().startsWith(start))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
