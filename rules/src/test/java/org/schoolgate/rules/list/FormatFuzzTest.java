package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.schoolgate.rules.Category;

/**
 * What holds for every text in every format. In a normal run the inputs kept beside this class are tried; with {@code
 * JAZZER_FUZZ=1} and {@code -Djazzer.hooks=true} new ones are made, for one method at a time.
 */
final class FormatFuzzTest {
    private static final ListGuards GUARDS = ListGuards.builtIn();

    @FuzzTest(maxDuration = "1m")
    void domains(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.DOMAINS, new DomainsReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void wildcard(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.WILDCARD, new MarkedNamesReader("*."), data);
    }

    @FuzzTest(maxDuration = "1m")
    void hosts(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.HOSTS, new HostsReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void dnsmasq(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.DNSMASQ, new DnsmasqReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void unbound(FuzzedDataProvider data) throws IOException {
        NamesWithData names = new NamesWithData();
        names.add("a.example");
        holds(ListFormat.UNBOUND, new UnboundReader(names), data);
    }

    @FuzzTest(maxDuration = "1m")
    void bind(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.BIND, new BindReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void rpz(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.RPZ, new RpzReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void folderUrls(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.UT1, new FolderUrlsReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void expressions(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.UT1, new ExpressionsReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void e2guardian(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.E2GUARDIAN, new E2guardianLines(new E2guardianReader()), data);
    }

    @FuzzTest(maxDuration = "1m")
    void adblock(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.ADBLOCK, new AdblockReader(Set.of("||a.example^$")), data);
    }

    @FuzzTest(maxDuration = "1m")
    void urls(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.URLS, new UrlsReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void urlhaus(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.URLHAUS, new UrlhausReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void cidr(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.CIDR, new CidrReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void jsonLines(FuzzedDataProvider data) throws IOException {
        holds(ListFormat.JSONL, new JsonLinesReader(), data);
    }

    @FuzzTest(maxDuration = "1m")
    void detection(FuzzedDataProvider data) throws IOException {
        Samples samples = new Samples();
        Lines lines = new Lines(new ByteArrayInputStream(data.consumeRemainingAsBytes()));
        while (lines.next()) {
            if (!lines.text().isEmpty()) {
                samples.add("list", lines.text());
            }
        }
        try {
            assertThat(samples.detected(List.of("list"))).containsKey("list");
        } catch (ListSourceException e) {
            assertThat(e).hasMessageStartingWith("list: cannot tell its format");
        }
    }

    /** Nothing is thrown; each entry is written and read back as it was; none is private or a top-level domain. */
    private static void holds(ListFormat format, ListReader reader, FuzzedDataProvider data) throws IOException {
        ListTally tally = new ListTally("list", format, new Category("games"), "", "");
        EntrySink sink = (entry, effect, line) -> {
            EntryJson json = EntryJson.of(entry, effect);
            assertThat(read(json.text()).map(EntryJson::text)).contains(json.text());
            assertThat(line).isPositive();
        };
        FileReading reading =
                new FileReading(tally, new FileReading.Guard(GUARDS, ReadingOptions.STANDARD), "list", reader, sink);
        Lines lines = new Lines(new ByteArrayInputStream(data.consumeRemainingAsBytes()));
        while (lines.next()) {
            reading.read(lines, lines.text());
        }
        reading.end();
        ListSummary summary = tally.summary(Instant.EPOCH);
        assertThat(summary.reasons().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(summary.rejected());
    }

    private static Optional<EntryJson> read(String text) {
        try {
            return Optional.of(EntryJson.parse(text));
        } catch (EntrySyntaxException e) {
            throw new AssertionError(text, e);
        }
    }
}
