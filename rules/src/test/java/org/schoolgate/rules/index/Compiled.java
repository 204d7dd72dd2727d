package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSummary;

/** A small index made of lists that a test writes out. */
final class Compiled {
    static final HashSeed SEED = new HashSeed(1, 2);
    static final Instant CREATED_AT = Instant.parse("2026-11-22T10:00:00Z");

    /** When each of its files was modified last. */
    static final Instant FETCHED_AT = Instant.parse("2026-11-21T08:30:00.125Z");

    static final Provenance PROVENANCE = new Provenance(Optional.of(FETCHED_AT), "");

    private final Path folder;
    private final List<ListSource> sources = new ArrayList<>();

    Compiled(Path folder) {
        this.folder = folder;
    }

    /** A domains list whose category is its name. */
    Compiled list(String name, String... lines) throws IOException {
        return list(name, ListFormat.DOMAINS, name, lines);
    }

    Compiled list(String name, ListFormat format, String category, String... lines) throws IOException {
        Path file = Files.createDirectories(folder.resolve("sources" + sources.size()))
                .resolve(name + ".txt");
        Files.writeString(file, String.join("\n", lines) + "\n");
        Files.setLastModifiedTime(file, FileTime.from(FETCHED_AT));
        sources.add(new ListSource(name, format, file, Optional.of(new Category(category))));
        return this;
    }

    List<ListSummary> write(Path out) throws IOException {
        try (IndexCompiler compiler = new IndexCompiler(folder, name -> Optional.empty(), SEED, CREATED_AT)) {
            for (ListSource source : sources) {
                compiler.add(source);
            }
            return compiler.write(out);
        }
    }

    Path file() throws IOException {
        Path out = folder.resolve("lists.index");
        write(out);
        return out;
    }

    Index index() throws IOException {
        return Index.open(file());
    }
}
