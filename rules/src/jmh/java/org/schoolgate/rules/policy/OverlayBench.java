package org.schoolgate.rules.policy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.bundle.LiveFactsJson;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.Hits;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;

/**
 * The table of the manager's entries against the index's own, 10,000 hosts: what a rebuild costs and what a look-up costs, in
 * time of the processor. Prints tab-separated rows: what, value, unit.
 */
final class OverlayBench {
    private static final int ENTRIES = 10_000;
    private static final int REBUILDS = 200;
    private static final int CHUNKS = 300;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<ManagerEntry> entries = new ArrayList<>();
    private final List<Host> hits = new ArrayList<>();
    private final List<Host> misses = new ArrayList<>();
    private final Path folder;
    private long found;

    private OverlayBench(Path folder) throws HostSyntaxException, IOException {
        this.folder = folder;
        Random random = new Random(1);
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < ENTRIES; i++) {
            String name = "h" + random.nextInt(1 << 30) + (i % 3 == 0 ? ".school" : ".shop") + ".example";
            list.append(name).append('\n');
            entries.add(new ManagerEntry("e" + i, HostPattern.parse(name), edit(i), "a note", Instant.EPOCH));
            hits.add(Host.parse("www." + name));
            misses.add(Host.parse("www.x" + name));
        }
        Files.writeString(folder.resolve("own"), list);
    }

    /** Mostly blocks and allows, as managers make them; a tenth corrects lists. */
    private static Edit edit(int number) {
        return switch (number % 20) {
            case 0 -> new Edit.Recategorise(new Category("press"));
            case 1 -> new Edit.IgnoreList("ut1/games");
            default -> new Edit.Decide(number % 2 == 0 ? Action.BLOCK : Action.ALLOW, Set.of());
        };
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("overlay");
        OverlayBench bench = new OverlayBench(folder);
        bench.rebuilds();
        bench.lookUps();
        System.out.println(bench.found); // uses what was found, so that it cannot be optimised away
    }

    /** Time of the processor, not of the clock: other work on the machine counts less. */
    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static void row(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%s\t%.2f\t%s%n", what, value, unit);
    }

    private void rebuilds() throws IOException {
        byte[] json = LiveFactsJson.write(new LiveFacts(entries));
        long[] build = new long[REBUILDS];
        long[] read = new long[REBUILDS];
        long[] compile = new long[REBUILDS];
        for (int i = 0; i < REBUILDS; i++) {
            long start = now();
            found += new LiveFacts(entries).entries().size();
            build[i] = now() - start;
            start = now();
            found += LiveFactsJson.read(json).entries().size();
            read[i] = now() - start;
            start = now();
            found += index().size();
            compile[i] = now() - start;
        }
        rebuild("host table, from entries", build);
        rebuild("live facts, from the bundle's bytes", read);
        rebuild("line table, through an index file", compile);
    }

    private static void rebuild(String what, long[] nanos) {
        Arrays.sort(nanos);
        row("rebuild, " + what + ", median", nanos[REBUILDS / 2] / 1e6, "ms");
        row("rebuild, " + what + ", p99", nanos[REBUILDS * 99 / 100] / 1e6, "ms");
    }

    private Index index() throws IOException {
        Path out = folder.resolve("own.index");
        HashSeed seed = new HashSeed(1, 2);
        try (IndexCompiler compiler = new IndexCompiler(folder, name -> Optional.empty(), seed, Instant.EPOCH)) {
            compiler.add(new ListSource(
                    "own", ListFormat.DOMAINS, folder.resolve("own"), Optional.of(new Category("games"))));
            compiler.write(out);
        }
        return Index.open(out);
    }

    private void lookUps() throws IOException {
        LiveFacts live = new LiveFacts(entries);
        Index index = index();
        Hits room = new Hits();
        for (List<Host> hosts : List.of(hits, misses)) {
            String which = hosts == hits ? "hit" : "miss";
            lookUp("host table, " + which, hosts, host -> live.decided().nearest(host) == null ? 0 : 1);
            lookUp("line table, by key alone, " + which, hosts, host -> index.classify(host, room) ? 1 : 0);
            lookUp(
                    "line table, with its text, " + which,
                    hosts,
                    host -> index.find(host).matches().size());
        }
    }

    private interface LookUp {
        int find(Host host);
    }

    private void lookUp(String what, List<Host> hosts, LookUp lookUp) {
        long[] nanos = new long[CHUNKS];
        for (int chunk = -CHUNKS / 3; chunk < CHUNKS; chunk++) {
            long start = now();
            for (Host host : hosts) {
                found += lookUp.find(host);
            }
            nanos[Math.max(0, chunk)] = now() - start;
        }
        Arrays.sort(nanos);
        row("look-up, " + what, nanos[CHUNKS / 10] / (double) ENTRIES, "ns");
    }
}
