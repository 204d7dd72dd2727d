package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSummary;

/** Seeded names as lists have them, three in ten of them below another name and one in a thousand a
 * top-level domain, on lists that overlap, in every scope. */
final class ManyNames {
    private static final List<String> LISTS = List.of("adult", "games", "malware", "social_networks");
    private static final List<String> TOPS = List.of("example", "test", "co.example", "invalid", "city.test");

    /** Each name with the scope that each list, by its ordinal, has of it. */
    final Map<String, Map<Integer, Scope>> listed = new HashMap<>();

    final List<String> names = new ArrayList<>();

    ManyNames(long seed, int count) {
        Random random = new Random(seed);
        while (names.size() < count) {
            String parent = random.nextInt(10) < 3 && !names.isEmpty()
                    ? names.get(random.nextInt(names.size()))
                    : TOPS.get(random.nextInt(TOPS.size()));
            String name = random.nextInt(1000) == 0 ? label(random) : label(random) + "." + parent;
            if (name.length() < 60 && listed.putIfAbsent(name, scopes(random)) == null) {
                names.add(name);
            }
        }
    }

    /** Writes an index of them. */
    void write(Path folder, Path out) throws IOException, HostSyntaxException {
        try (IndexBuilder builder = new IndexBuilder(folder, Compiled.SEED, Compiled.CREATED_AT)) {
            List<ListSummary> summaries = new ArrayList<>();
            for (int list = 0; list < LISTS.size(); list++) {
                summaries.add(writeList(builder, list));
            }
            builder.write(out, summaries);
        }
    }

    /** What is said of a host: each name that applies, nearest first, with the ordinals of its lists. */
    List<String> answer(String host) {
        List<String> answer = new ArrayList<>();
        String name = host;
        while (true) {
            for (Map.Entry<Integer, Scope> entry :
                    listed.getOrDefault(name, Map.of()).entrySet()) {
                if (entry.getValue() != (name.length() < host.length() ? Scope.EXACT : Scope.BELOW_ONLY)) {
                    answer.add(name + " " + LISTS.get(entry.getKey()));
                }
            }
            int dot = name.indexOf('.');
            if (dot < 0) {
                return answer;
            }
            name = name.substring(dot + 1);
        }
    }

    private ListSummary writeList(IndexBuilder builder, int list) throws IOException, HostSyntaxException {
        Category category = new Category(LISTS.get(list));
        EntrySink sink =
                builder.open(new ListFile(category.id(), ListFormat.DOMAINS, category, category.id() + ".txt"));
        int line = 0;
        for (String name : names) {
            Scope scope = listed.getOrDefault(name, Map.of()).get(list);
            if (scope != null) {
                sink.accept(new ListEntry.Name(Host.parse(name), scope), Effect.LISTED, ++line);
            }
        }
        TreeMap<String, Long> none = new TreeMap<>();
        return new ListSummary(
                category.id(), ListFormat.DOMAINS, category, List.of(), line, line, 0, 0, none, List.of(), none);
    }

    private static Map<Integer, Scope> scopes(Random random) {
        Map<Integer, Scope> scopes = new TreeMap<>();
        do {
            int kind = random.nextInt(10);
            Scope scope = kind == 0 ? Scope.EXACT : kind == 1 ? Scope.BELOW_ONLY : Scope.NAME_AND_BELOW;
            scopes.put(random.nextInt(LISTS.size()), scope);
        } while (random.nextInt(5) == 0);
        return scopes;
    }

    private static String label(Random random) {
        StringBuilder label = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            label.append((char) ('a' + random.nextInt(26)));
        }
        return label.toString();
    }
}
