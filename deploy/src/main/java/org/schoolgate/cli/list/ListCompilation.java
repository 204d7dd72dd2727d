package org.schoolgate.cli.list;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.policy.NearestName;
import org.schoolgate.rules.policy.Vocabulary;

/** Compiles sources as they are named on a command line: what has no category said has it from its folder or file. */
public final class ListCompilation {
    private ListCompilation() {}

    /**
     * Writes the index in one step; returns what became of each list.
     *
     * @throws RefusedException when a source is given a category that is none
     */
    public static List<ListSummary> compile(List<ListSource> sources, ListGuards guards, Path out)
            throws IOException, RefusedException {
        Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElseThrow();
        HashSeed seed = HashSeed.random(new SecureRandom());
        try (IndexCompiler compiler =
                new IndexCompiler(folder, ListCompilation::category, guards, seed, Instant.now())) {
            for (ListSource source : sources) {
                compiler.add(ofKnownCategory(source));
            }
            return compiler.write(out);
        }
    }

    /** An alias becomes its category. What a folder or file is named after need not be one: that is pointed out instead. */
    private static ListSource ofKnownCategory(ListSource source) throws RefusedException {
        if (source.category().isEmpty()) {
            return source;
        }
        String given = source.category().get().id();
        Optional<Category> known = category(given);
        if (known.isEmpty()) {
            Set<String> ids = new TreeSet<>();
            Vocabulary.standard().categories().forEach(category -> ids.add(category.id()));
            String nearest = NearestName.of(given, ids);
            throw new RefusedException(source.name() + ": no category is named \"" + given + "\" ("
                    + (nearest == null ? "docs/lists-and-categories.md has all" : "nearest: " + nearest) + ")");
        }
        return source.with(known.get());
    }

    private static Optional<Category> category(String name) {
        return Optional.ofNullable(Vocabulary.standard().find(name));
    }
}
