package org.schoolgate.rules.index;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSummary;

/** Compiles all real lists that there are readers for; a program of its own, so that its heap can be bounded. */
final class RealLists {
    /** Formats and the folders of {@code blocklists} that hold them. */
    private static final List<String> FOLDERS = List.of("ut1:ut1", "hosts:hosts", "domains:domains", "domains:allow");

    /** What the last line printed begins with; nanoseconds follow. */
    static final String PROCESSOR_TIME = "processor time";

    private RealLists() {}

    /** Compiles the data folder {@code args[0]} to the file {@code args[1]} and prints name and counts of each list. */
    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[1]);
        try (IndexCompiler compiler = new IndexCompiler(
                out.resolveSibling("."), name -> Optional.empty(), new HashSeed(1, 2), Instant.EPOCH)) {
            for (String folder : FOLDERS) {
                String format = folder.substring(0, folder.indexOf(':'));
                String name = folder.substring(format.length() + 1);
                for (Path file : files(Path.of(args[0], "blocklists", name))) {
                    compiler.add(ListSource.parse(format + ":" + file));
                }
            }
            compiler.write(out).forEach(RealLists::print);
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            System.out.println(PROCESSOR_TIME + "\t" + system.getProcessCpuTime());
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(ListSummary list) {
        System.out.printf(
                "%s\t%d\t%d\t%d\t%d\t%s\t%s%n",
                list.name(), list.read(), list.kept(), list.duplicate(), list.rejected(), list.reasons(), list.seen());
    }
}
