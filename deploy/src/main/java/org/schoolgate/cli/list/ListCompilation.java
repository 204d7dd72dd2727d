package org.schoolgate.cli.list;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.policy.Vocabulary;

/** Compiles sources as they are named on a command line: what has no category said has it from its folder or file. */
public final class ListCompilation {
    private ListCompilation() {}

    /** Writes the index in one step; returns what became of each list. */
    public static List<ListSummary> compile(List<ListSource> sources, ListGuards guards, Path out) throws IOException {
        Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElseThrow();
        HashSeed seed = HashSeed.random(new SecureRandom());
        try (IndexCompiler compiler =
                new IndexCompiler(folder, ListCompilation::category, guards, seed, Instant.now())) {
            for (ListSource source : sources) {
                compiler.add(source);
            }
            return compiler.write(out);
        }
    }

    private static Optional<Category> category(String name) {
        return Optional.ofNullable(Vocabulary.standard().find(name));
    }
}
