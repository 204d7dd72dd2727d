package org.schoolgate.rules.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSummary;

/** Compiles all real lists that there are readers for; a program of its own, so that its heap can be bounded. */
final class RealLists {
    private RealLists() {}

    /** Compiles the data folder {@code args[0]} to the file {@code args[1]} and prints a line a list. */
    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[1]).toAbsolutePath();
        for (ListSummary list : compile(sources(Path.of(args[0])), out)) {
            System.out.println(String.join(
                    "\t",
                    list.name(),
                    String.valueOf(list.read()),
                    String.valueOf(list.kept()),
                    String.valueOf(list.duplicate()),
                    String.valueOf(list.rejected()),
                    list.seen().toString(),
                    list.reasons().toString(),
                    list.aliases().toString()));
        }
    }

    static List<ListSource> sources(Path data) {
        Path blocklists = data.resolve("blocklists");
        List<ListSource> sources = new ArrayList<>();
        sources.addAll(sources(blocklists.resolve("ut1"), ListFormat.UT1));
        sources.addAll(sources(blocklists.resolve("hosts"), ListFormat.HOSTS));
        sources.addAll(sources(blocklists.resolve("domains"), ListFormat.DOMAINS));
        sources.addAll(sources(blocklists.resolve("allow"), ListFormat.DOMAINS));
        return sources;
    }

    static List<ListSummary> compile(List<ListSource> sources, Path out) throws IOException {
        HashSeed seed = new HashSeed(1, 2);
        try (IndexCompiler compiler =
                new IndexCompiler(out.resolveSibling("."), name -> Optional.empty(), seed, Instant.EPOCH)) {
            for (ListSource source : sources) {
                compiler.add(source);
            }
            return compiler.write(out);
        }
    }

    private static List<ListSource> sources(Path folder, ListFormat format) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .map(file -> ListSource.parse(format.id() + ":" + file))
                    .map(source -> format == ListFormat.UT1 ? source : source.withName(name(source)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(ListSource source) {
        return source.name();
    }
}
