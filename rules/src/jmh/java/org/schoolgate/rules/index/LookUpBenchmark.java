package org.schoolgate.rules.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One look-up: by the index, by a map, and the floor of both, each as {@link LookUps} has it. {@code -Dbench.folder} is what
 * {@link Corpus} made, with its compiled {@code lists.index}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookUpBenchmark {
    static final Path FOLDER = Path.of(System.getProperty("bench.folder", "target/bench"));

    private final LookUps lookUps;
    private final Ratio.Kinds questions;

    public LookUpBenchmark() {
        try {
            lookUps = new LookUps(Index.open(FOLDER.resolve("lists.index")), Corpus.names(FOLDER));
            questions = Corpus.questions(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public int floor() {
        return lookUps.floor();
    }

    @Benchmark
    public int miss() {
        return lookUps.classify(questions.miss());
    }

    @Benchmark
    public int hit() {
        return lookUps.classify(questions.hit());
    }

    @Benchmark
    public int zipf() {
        return lookUps.classify(questions.zipf());
    }

    @Benchmark
    public int hot() {
        return lookUps.classify(questions.hot());
    }

    @Benchmark
    public int mapMiss() {
        return lookUps.askMap(questions.miss());
    }

    @Benchmark
    public int mapHit() {
        return lookUps.askMap(questions.hit());
    }

    @Benchmark
    public int mapZipf() {
        return lookUps.askMap(questions.zipf());
    }

    @Benchmark
    public int mapHot() {
        return lookUps.askMap(questions.hot());
    }
}
