package org.schoolgate.rules.index;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.bench.Row;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;

/**
 * Compiles what {@link Corpus} made, from text to the checked file, and prints what that took of the processor, all threads
 * and the start of the JVM included: {@code CompileBench FOLDER}.
 */
final class CompileBench {
    private CompileBench() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path out = folder.resolve("lists.index");
        try (IndexCompiler compiler =
                new IndexCompiler(folder, name -> Optional.empty(), new HashSeed(1, 2), Instant.EPOCH)) {
            for (Path file : Corpus.lists(folder)) {
                String fileName = file.getFileName().toString();
                String category = fileName.substring(0, fileName.lastIndexOf('.'));
                compiler.add(new ListSource(category, ListFormat.DOMAINS, file, Optional.of(new Category(category))));
            }
            compiler.write(out);
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double seconds = system.getProcessCpuTime() / 1e9;
        int names = Index.open(out).size();
        Row.print("compile from text in 1 GiB, processor time", seconds, "s", "<=15");
        Row.print("file with names and lines, bytes a name", Files.size(out) / (double) names, "B", "<=40");
    }
}
