package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.bench.Row;

/**
 * squidGuard on the list that {@link Corpus} made, asked the same as the index: {@code SquidGuardBench FOLDER}. What
 * squidGuard takes for a request holds its pipe; what it takes with a list of one name is how much that is.
 */
final class SquidGuardBench {
    private static final int HOSTS = 200_000;
    private static final int RUNS = 3;

    private final Index index;
    private final Hits hits = new Hits();

    private SquidGuardBench(Index index) {
        this.index = index;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Map<String, Integer> names = Corpus.names(folder);
        Ratio.Kinds questions = Corpus.questions(folder);
        List<String> listed = hosts(questions.hit());
        List<String> unlisted = hosts(questions.miss()).stream()
                .filter(host -> !isListed(names, host))
                .toList();
        long start = System.nanoTime();
        SquidGuard full = SquidGuard.of(folder.resolve("squidguard"), names.keySet());
        Row.print("squidGuard: compile", (System.nanoTime() - start) / 1e9, "s", "");
        SquidGuard.Answers answers = fastest(full, listed);
        SquidGuard.Answers pipe =
                fastest(SquidGuard.of(folder.resolve("squidguard-empty"), List.of("x.invalid")), listed);
        SquidGuardBench ours = new SquidGuardBench(Index.open(folder.resolve("lists.index")));
        double nanos = ours.fastest(listed);
        Row.print("squidGuard: a request", answers.nanos() / (double) HOSTS, "ns", "");
        Row.print("squidGuard: a request with one name listed", pipe.nanos() / (double) HOSTS, "ns", "");
        Row.print("index: host parsed from text and looked up", nanos / HOSTS, "ns", "");
        Row.print("faster than squidGuard", answers.nanos() / nanos, "x", ">=20");
        Row.print("faster than squidGuard without its pipe", (answers.nanos() - pipe.nanos()) / nanos, "x", "");
        Row.print(
                "squidGuard: listed hosts it lets through",
                100.0 * (HOSTS - answers.blocked().cardinality()) / HOSTS,
                "%",
                "");
        Row.print(
                "squidGuard: unlisted hosts it blocks",
                full.ask(unlisted).blocked().cardinality(),
                "",
                "");
        Row.print("index: listed hosts it lets through", HOSTS - ours.found(listed), "", "<=0");
        Row.print("index: unlisted hosts it blocks", ours.found(unlisted), "", "<=0");
    }

    private static List<String> hosts(Questions questions) {
        return IntStream.range(0, HOSTS).mapToObj(questions::host).toList();
    }

    /** What stands before a name that is not listed may make it one that is. */
    private static boolean isListed(Map<String, Integer> names, String host) {
        String name = host;
        while (!names.containsKey(name) && name.indexOf('.') >= 0) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return names.containsKey(name);
    }

    private static SquidGuard.Answers fastest(SquidGuard squidGuard, List<String> hosts) throws IOException {
        SquidGuard.Answers fastest = squidGuard.ask(hosts);
        for (int run = 1; run < RUNS; run++) {
            SquidGuard.Answers next = squidGuard.ask(hosts);
            fastest = next.nanos() < fastest.nanos() ? next : fastest;
        }
        return fastest;
    }

    private double fastest(List<String> hosts) {
        double fastest = Double.MAX_VALUE;
        for (int run = 0; run < 10 * RUNS; run++) {
            long start = System.nanoTime();
            int found = found(hosts);
            double nanos = System.nanoTime() - start;
            fastest = found < 0 ? 0 : Math.min(fastest, nanos);
        }
        return fastest;
    }

    private int found(List<String> hosts) {
        int found = 0;
        for (String host : hosts) {
            try {
                found += index.classify(Host.parse(host), hits) ? 1 : 0;
            } catch (HostSyntaxException e) {
                throw new IllegalStateException(host, e);
            }
        }
        return found;
    }
}
