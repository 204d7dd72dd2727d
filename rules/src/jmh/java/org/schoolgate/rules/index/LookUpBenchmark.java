package org.schoolgate.rules.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One look-up, of a host that is the next one only when the last answer is known: by the index, by the map that one would
 * write instead, and the floor of both, one line of memory. {@code -Dbench.folder} is what {@link Corpus} made, with its
 * compiled {@code lists.index}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookUpBenchmark {
    static final Path FOLDER = Path.of(System.getProperty("bench.folder", "target/bench"));

    private static final int MASK = Corpus.QUESTIONS - 1;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    final Map<String, Integer> map = new HashMap<>();
    final Hits hits = new Hits();

    final Index index;
    final Questions miss;
    final Questions hit;
    final Questions zipf;
    final Questions hot;

    private final long[] lines;
    private int next;
    private int last;
    private long key;

    public LookUpBenchmark() {
        try {
            index = Index.open(FOLDER.resolve("lists.index"));
            miss = Corpus.questions(FOLDER, "miss");
            hit = Corpus.questions(FOLDER, "hit");
            zipf = Corpus.questions(FOLDER, "zipf");
            hot = Corpus.questions(FOLDER, "hot");
            fillMap();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines = new Random(1).longs(index.hotBytes() / Long.BYTES).toArray();
    }

    private void fillMap() throws IOException {
        List<Path> files = Corpus.lists(FOLDER);
        for (int list = 0; list < files.size(); list++) {
            for (String name : Files.readAllLines(files.get(list))) {
                map.putIfAbsent(name, list);
            }
        }
    }

    /** A dependent read of a random line, of as many as the index has, behind the hash of eight bytes. */
    @Benchmark
    public int floor() {
        long mixed = key ^ last;
        key = Math.multiplyHigh(mixed, MULTIPLIER) ^ mixed * MULTIPLIER;
        key += next++;
        int line = LineTable.home(key, lines.length / LineTable.SLOTS_PER_LINE);
        last = (int) lines[line * LineTable.SLOTS_PER_LINE] & Integer.MAX_VALUE;
        return last;
    }

    @Benchmark
    public int miss() {
        return classify(miss);
    }

    @Benchmark
    public int hit() {
        return classify(hit);
    }

    @Benchmark
    public int zipf() {
        return classify(zipf);
    }

    @Benchmark
    public int hot() {
        return classify(hot);
    }

    @Benchmark
    public int mapMiss() {
        return ask(miss);
    }

    @Benchmark
    public int mapHit() {
        return ask(hit);
    }

    @Benchmark
    public int mapZipf() {
        return ask(zipf);
    }

    @Benchmark
    public int mapHot() {
        return ask(hot);
    }

    private int classify(Questions questions) {
        int i = advance();
        index.classify(questions.text, questions.starts[i], questions.starts[i + 1], hits);
        last = hits.size();
        return last;
    }

    private int ask(Questions questions) {
        int i = advance();
        int start = questions.starts[i];
        Integer found = nearest(new String(questions.text, start, questions.starts[i + 1] - start, ISO_8859_1));
        last = found == null ? 0 : 1;
        return last;
    }

    /** The next question, which only the last answer tells: its sign, though it has none. */
    private int advance() {
        next = next + 1 + (last >>> Integer.SIZE - 1) & MASK;
        return next;
    }

    private @Nullable Integer nearest(String host) {
        String name = host;
        while (true) {
            Integer found = map.get(name);
            int dot = name.indexOf('.');
            if (found != null || dot < 0) {
                return found;
            }
            name = name.substring(dot + 1);
        }
    }
}
