package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSummary;

/**
 * The index against a naive model: all entries, each asked by {@link Scope#covers}. Names are made of few labels, so that
 * listed parents with listed children, unlisted siblings, and names that end alike are the rule.
 */
class IndexModelTest {
    private static final int ENTRIES = 150;
    private static final int QUESTIONS = 10_000;
    private static final List<String> LABELS = List.of("a", "b", "c", "aa", "ab", "xa", "a-b", "b_c", "www", "xn--a");
    private static final List<String> TOPS = List.of("example", "test", "co.example", "xample");
    private static final List<String> LISTS = List.of("one", "two", "three");

    @TempDir
    Path folder;

    private record Entry(String list, Host host, Effect effect, Scope scope, int line) {
        String key() {
            return list + " " + host + " " + effect + " " + scope;
        }

        Match match() {
            NamedList named = new NamedList(list, new Category(list));
            return new Match(named, effect, scope, host.text(), list + ".txt", line);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyQuestionIsAnsweredAsTheModelDoes(long seed) throws Exception {
        Random random = new Random(seed);
        List<Entry> entries = entries(random);
        Index index = index(entries);
        Map<String, Entry> model = new LinkedHashMap<>();
        entries.forEach(entry -> model.putIfAbsent(entry.key(), entry));
        int listed = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Host host = host(random, 5);
            List<Match> expected = answer(model, host);
            assertThat(index.find(host).matches()).as(host.text()).isEqualTo(expected);
            listed += expected.isEmpty() ? 0 : 1;
        }
        assertThat(listed).isBetween(QUESTIONS / 10, QUESTIONS * 9 / 10);
    }

    private static List<Match> answer(Map<String, Entry> model, Host host) {
        return model.values().stream()
                .filter(entry -> entry.scope().covers(entry.host(), host))
                .sorted(Comparator.comparing(entry -> -entry.host().text().length()))
                .map(Entry::match)
                .toList();
    }

    /** List after list, as files are read. */
    private static List<Entry> entries(Random random) throws HostSyntaxException {
        List<Entry> entries = new ArrayList<>();
        for (String list : LISTS) {
            for (int line = 1; line <= ENTRIES / LISTS.size(); line++) {
                Host host = host(random, 3);
                Scope scope = host.isAddress() ? Scope.EXACT : pick(random, List.of(Scope.values()));
                entries.add(new Entry(list, host, pick(random, List.of(Effect.values())), scope, line));
            }
        }
        return entries;
    }

    private static Host host(Random random, int maxLabels) throws HostSyntaxException {
        if (random.nextInt(10) == 0) {
            return Host.parse("192.0." + random.nextInt(3) + "." + random.nextInt(20));
        }
        StringBuilder name = new StringBuilder(pick(random, TOPS));
        for (int i = random.nextInt(maxLabels) + 1; i > 0; i--) {
            name.insert(0, pick(random, LABELS) + ".");
        }
        return Host.parse(name);
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Index index(List<Entry> entries) throws IOException {
        Path out = folder.resolve("index");
        try (IndexBuilder builder = new IndexBuilder(folder, Compiled.SEED, Compiled.CREATED_AT)) {
            List<ListSummary> summaries = new ArrayList<>();
            for (String list : LISTS) {
                Category category = new Category(list);
                EntrySink sink = builder.open(new ListFile(list, ListFormat.DOMAINS, category, list + ".txt"));
                for (Entry entry : entries) {
                    if (entry.list().equals(list)) {
                        sink.accept(new ListEntry.Name(entry.host(), entry.scope()), entry.effect(), entry.line());
                    }
                }
                SortedMap<String, Long> none = new TreeMap<>();
                summaries.add(new ListSummary(
                        list, ListFormat.DOMAINS, category, List.of(), 0, 0, 0, 0, none, List.of(), none));
            }
            builder.write(out, summaries);
        }
        return Index.open(out);
    }
}
