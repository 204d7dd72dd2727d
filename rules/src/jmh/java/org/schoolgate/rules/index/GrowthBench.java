package org.schoolgate.rules.index;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.bench.Race;
import org.schoolgate.rules.bench.Row;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;

/**
 * Indexes of more and more names, each against the floor of its own size, all in one race: {@code GrowthBench FOLDER}. The
 * names are drawn from those that {@link Corpus} made, recombined where there are not enough.
 */
final class GrowthBench {
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000, 10_000_000);
    private static final int WARM_UP = 40;
    private static final int CHUNKS = 200;
    private static final int CHUNK = 10_000;
    private static final int QUESTIONS = 1 << 20;

    private final Path folder;
    private final Random random = new Random(9);

    private record Size(int names, LookUps lookUps, Questions miss, Questions hit) {}

    private GrowthBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        new GrowthBench(folder).run();
    }

    private void run() throws IOException {
        String[] names = shuffledNames();
        Questions miss = Corpus.questions(folder).miss();
        Size[] sizes = new Size[SIZES.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = size(Arrays.copyOf(names, SIZES.get(i)), miss);
        }
        double[] nanos = Race.run(
                WARM_UP, CHUNKS, Stream.of(sizes).flatMap(GrowthBench::kinds).toList());
        double[] worst = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            double floor = nanos[3 * i];
            double missed = nanos[3 * i + 1];
            double hit = nanos[3 * i + 2];
            String row = "growth: " + sizes[i].names() + " names: ";
            Row.print(row + "floor", floor / CHUNK, "ns", "");
            Row.print(row + "miss", missed / CHUNK, "ns", "");
            Row.print(row + "hit", hit / CHUNK, "ns", "");
            Row.print(row + "miss / floor", missed / floor, "x", "");
            Row.print(row + "hit / floor", hit / floor, "x", "");
            worst[i] = Math.max(missed, hit) / floor;
        }
        Row.print("growth: ten times the names, over the floor's", worst[3] / worst[2], "x", "<=1.3");
    }

    private static Stream<Runnable> kinds(Size size) {
        return Stream.of(
                () -> size.lookUps().floors(CHUNK),
                () -> size.lookUps().classifications(size.miss(), CHUNK),
                () -> size.lookUps().classifications(size.hit(), CHUNK));
    }

    private String[] shuffledNames() throws IOException {
        String[] known = Corpus.names(folder).keySet().toArray(String[]::new);
        Arrays.sort(known);
        Collections.shuffle(Arrays.asList(known), random);
        String[] names = Arrays.copyOf(known, SIZES.get(SIZES.size() - 1));
        for (int i = known.length; i < names.length; i++) {
            String one = known[random.nextInt(known.length)];
            String other = known[random.nextInt(known.length)];
            names[i] = one.substring(0, one.indexOf('.') + 1) + other;
        }
        return names;
    }

    private Size size(String[] names, Questions miss) throws IOException {
        Path list = folder.resolve("growth.txt");
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            for (String name : names) {
                out.write(name + "\n");
            }
        }
        Path file = folder.resolve("growth.index");
        try (IndexCompiler compiler =
                new IndexCompiler(folder, name -> Optional.empty(), new HashSeed(1, 2), Instant.EPOCH)) {
            compiler.add(new ListSource("growth", ListFormat.DOMAINS, list, Optional.of(new Category("games"))));
            compiler.write(file);
        }
        Questions hit = new Traffic(names, names, random).hits(QUESTIONS);
        return new Size(names.length, new LookUps(Index.open(file), Map.of()), miss, hit);
    }
}
