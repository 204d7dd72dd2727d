package org.schoolgate.rules.index;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.schoolgate.rules.bench.Row;

/**
 * Look-ups against what memory allows and against a map, loading and allocation: {@code EngineRatios FOLDER}, which is what
 * {@link Corpus} and {@link CompileBench} made.
 */
final class EngineRatios {
    private static final int CHUNKS = 500;
    private static final int WARM_UP = 60;
    private static final int RELOADS = 5;
    private static final int LOOK_UPS = 10_000;

    private EngineRatios() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path file = folder.resolve("lists.index");
        long start = System.nanoTime();
        Index index = Index.open(file);
        Row.print("load, in a fresh process", (System.nanoTime() - start) / 1e6, "ms", "<=150");
        Row.print("hot table, bytes a name", index.hotBytes() / (double) index.size(), "B", "<=12.5");
        LookUps lookUps = new LookUps(index, Corpus.names(folder));
        Ratio.Kinds questions = Corpus.questions(folder);
        Ratio.ofLookUps(lookUps, questions, WARM_UP, CHUNKS).forEach(Ratio::print);
        Row.print("load, in a process that runs", reload(file), "ms", "<=150");
        Row.print("allocated by 10,000 look-ups", allocated(lookUps, questions.hit()), "B", "<=0");
    }

    /** As the gateway takes a new index while it works: the heap is there already. */
    private static double reload(Path file) throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < RELOADS; i++) {
            long start = System.nanoTime();
            Index.open(file);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }

    private static long allocated(LookUps lookUps, Questions questions) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        lookUps.classifications(questions, LOOK_UPS);
        long before = threads.getCurrentThreadAllocatedBytes();
        lookUps.classifications(questions, LOOK_UPS);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
