package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.TestData;
import org.schoolgate.rules.url.PublicSuffixes;

/** All real lists, each told by itself; what comes out is in {@code real-lists.tsv}, with the reasons for differences. */
@Tag("realdata")
class RealFormatsTest {
    private static final String TABLE = "real-lists.tsv";
    private static final Pattern FIGURES = Pattern.compile("([0-9,]+)(?:$| in [0-9]+ lists| domain lines| url lines)");
    private static final Percentage ONE_PERCENT = Percentage.withPercentage(1);

    /** @param difference why kept are not as many as the data's own README counts */
    record Row(String file, String format, long read, long kept, long rejected, String difference) {
        static Row parse(String line) {
            List<String> cells = List.of(line.split("\t", -1));
            return new Row(
                    cells.get(0),
                    cells.get(1),
                    Long.parseLong(cells.get(2)),
                    Long.parseLong(cells.get(3)),
                    Long.parseLong(cells.get(4)),
                    cells.get(5));
        }

        @Override
        public String toString() {
            return file;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theFormatIsToldAndTheCountsAreThoseOfTheTable(Row row) throws IOException {
        Path file = TestData.folder().resolve("blocklists").resolve(row.file);
        List<ListSummary> lists = read(file, row.file.contains("spam-tlds"), entry -> {});
        Row found = new Row(
                row.file,
                lists.stream()
                        .map(list -> list.format().id())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(",")),
                lists.stream().mapToLong(ListSummary::read).sum(),
                lists.stream().mapToLong(ListSummary::kept).sum(),
                lists.stream().mapToLong(ListSummary::rejected).sum(),
                row.difference);
        assertThat(found).usingRecursiveComparison().isEqualTo(row);
        assertThat(row.read).isCloseTo(entriesOfReadme().get("blocklists/" + row.file), ONE_PERCENT);
    }

    @Test
    void everyFileIsInTheTable() throws IOException {
        Path folder = TestData.folder().resolve("blocklists");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(rows().map(Row::file).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "domains/hagezi-nsfw-2025.txt.gz, dnsmasq/hagezi-nsfw-2025.conf.gz",
        "domains/hagezi-gambling-medium-2025.txt.gz, adblock/hagezi-gambling-medium-2025.txt.gz",
        "rpz/urlhaus-2025-07-19.rpz.gz, dnsmasq/urlhaus-2025-07-19.conf.gz",
        "rpz/urlhaus-2025-07-19.rpz.gz, unbound/urlhaus-2025-07-19.conf.gz",
        "rpz/urlhaus-2025-07-19.rpz.gz, bind/urlhaus-2025-07-19.conf.gz",
    })
    void theSameListInTwoFormatsHasTheSameNames(String one, String other) throws IOException {
        assertThat(names(one)).hasSizeGreaterThan(2000).isEqualTo(names(other));
    }

    @ParameterizedTest
    @CsvSource({
        "adblock/easylist-2026-08-22.txt.gz, https://easylist.to/pages/licence.html",
        "hosts/blocklistproject-basic-2026.hosts.gz, MIT",
        "rpz/hagezi-light-2025.rpz.gz, https://github.com/hagezi/dns-blocklists/blob/main/LICENSE",
        "bind/urlhaus-2025-07-19.conf.gz, https://gitlab.com/malware-filter/urlhaus-filter#license",
        "ut1/ut1-2025-07-layout.tar.xz, ''",
    })
    void eachListHasTheLicenceThatItsFirstLinesSayAndTheTimeOfItsFile(String path, String licence) throws IOException {
        Path file = TestData.folder().resolve("blocklists").resolve(path);
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        assertThat(read(file, false, entry -> {}))
                .extracting(ListSummary::provenance)
                .containsOnly(new Provenance(Optional.of(modified), licence));
    }

    @ParameterizedTest
    @CsvSource({"adblock/hagezi-spam-tlds-2025.txt.gz", "rpz/hagezi-spam-tlds-2025.rpz.gz"})
    void listOfTopLevelDomainsIsRefusedWithWhatWouldTakeIt(String path) throws IOException {
        Path file = TestData.folder().resolve("blocklists").resolve(path);
        assertThatThrownBy(() -> read(file, false, entry -> {}))
                .hasMessageEndingWith("; to block all below them, say so: --take-suffixes list (REST: suffixes=true)");
    }

    private static Set<String> names(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        read(TestData.folder().resolve("blocklists").resolve(file), false, entry -> {
            if (entry instanceof ListEntry.Name name) {
                names.add(name.host().text());
            }
        });
        return names;
    }

    private static List<ListSummary> read(Path file, boolean takesSuffixes, Consumer<ListEntry> entries)
            throws IOException {
        ListGuards guards = new ListGuards(
                PublicSuffixes.read(TestData.folder().resolve("psl/public_suffix_list.dat")),
                Map.of(),
                category -> false);
        return SourceReader.read(
                new ListSource(
                        "list",
                        ListFormat.AUTO,
                        file,
                        Optional.of(new Category("games")),
                        new ReadingOptions(takesSuffixes, false),
                        Provenance.UNKNOWN),
                name -> Optional.empty(),
                guards,
                of -> (entry, effect, line) -> entries.accept(entry));
    }

    /** Lines that are neither blank nor a comment; of UT1, domains and URLs are counted apart. */
    private static Map<String, Long> entriesOfReadme() throws IOException {
        Map<String, Long> entries = new HashMap<>();
        for (String line : Files.readAllLines(TestData.folder().resolve("MANIFEST.tsv"))) {
            List<String> cells = List.of(line.split("\t", -1));
            Matcher figures = FIGURES.matcher(cells.get(4));
            while (figures.find()) {
                entries.merge(cells.get(0), Long.valueOf(figures.group(1).replace(",", "")), Long::sum);
            }
        }
        return entries;
    }

    static Stream<Row> rows() throws IOException {
        InputStream table = Objects.requireNonNull(RealFormatsTest.class.getResourceAsStream(TABLE), TABLE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return new ArrayList<>(lines.lines().skip(1).map(Row::parse).collect(Collectors.toList())).stream();
        }
    }
}
