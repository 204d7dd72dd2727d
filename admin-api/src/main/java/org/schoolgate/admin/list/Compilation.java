package org.schoolgate.admin.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.schoolgate.admin.list.Source.SourceList;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.policy.Vocabulary;

/** All sources compiled into one index, in a file of its own that goes when this is closed. */
final class Compilation implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path index;
    private final List<Source> sources;
    private final List<ListSummary> summaries;

    private Compilation(Path index, List<Source> sources, List<ListSummary> summaries) {
        this.index = index;
        this.sources = sources;
        this.summaries = summaries;
    }

    /** Takes up to a minute for millions of entries. */
    static Compilation of(List<Source> sources, Path folder, ListGuards guards, Instant now) throws IOException {
        Path index = Files.createTempFile(folder, "index.", ".compiled");
        try (IndexCompiler compiler =
                new IndexCompiler(folder, Compilation::category, guards, HashSeed.random(RANDOM), now)) {
            for (Source source : sources) {
                compiler.add(source.in(folder));
            }
            return new Compilation(index, sources, compiler.write(index));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(index);
            throw e;
        }
    }

    private static Optional<Category> category(String name) {
        return Optional.ofNullable(Vocabulary.standard().find(name));
    }

    Path index() {
        return index;
    }

    /** The sources, each with what became of its lists. */
    List<Source> sources() {
        return sources.stream()
                .map(source -> source.with(
                        summaries(source.name()).stream().map(SourceList::of).toList()))
                .toList();
    }

    Source source(String name) {
        return sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The lists of one source: one named as it, or several named after it and a part of it. */
    List<ListSummary> summaries(String source) {
        return summaries.stream()
                .filter(list -> list.name().equals(source) || list.name().startsWith(source + "/"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(index);
    }
}
