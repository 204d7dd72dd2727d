package org.schoolgate.rules.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSourceException;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.list.SourceReader;

/**
 * Makes an {@link Index} out of list sources: {@link #add} each, {@link #write} once, {@link #close}. The same sources of
 * the same {@linkplain org.schoolgate.rules.Provenance provenance} in the same order with the same seed and time give the same
 * bytes. For one thread.
 *
 * <p>Memory: some 50 bytes of heap an entry at the peak; names wait in a temporary file.
 */
public final class IndexCompiler implements Closeable {
    private final Function<String, Optional<Category>> categories;
    private final ListGuards guards;
    private final IndexBuilder builder;
    private final List<ListSummary> lists = new ArrayList<>();
    private final Set<String> sourceNames = new HashSet<>();

    /** Begins an index of lists that only the {@linkplain ListGuards#builtIn built-in} guards watch. */
    public IndexCompiler(
            Path workFolder, Function<String, Optional<Category>> categories, HashSeed seed, Instant createdAt)
            throws IOException {
        this(workFolder, categories, ListGuards.builtIn(), seed, createdAt);
    }

    /**
     * Begins an index.
     *
     * @param workFolder for the temporary file, which needs as much room as all names
     * @param categories from the name of a folder or file to its category; see {@link SourceReader#read}
     * @param createdAt kept in milliseconds
     */
    public IndexCompiler(
            Path workFolder,
            Function<String, Optional<Category>> categories,
            ListGuards guards,
            HashSeed seed,
            Instant createdAt)
            throws IOException {
        this.categories = categories;
        this.guards = guards;
        this.builder = new IndexBuilder(workFolder, seed, createdAt);
    }

    /**
     * Reads a source. When another of that name was added before, its lists are named {@code NAME-2} and so on.
     *
     * @throws ListSourceException when the source cannot be taken; the compiler is then good for nothing but to be closed
     */
    public void add(ListSource source) throws IOException {
        String name = source.name();
        for (int i = 2; !sourceNames.add(name); i++) {
            name = source.name() + "-" + i;
        }
        lists.addAll(SourceReader.read(source.withName(name), categories, guards, builder));
    }

    /**
     * Writes the index, checks that every name is found in it, and only then puts it into its place, durably and in one step. What
     * was there before stays when anything fails, and stays readable for those who have it open.
     *
     * @return what became of each list, duplicates told apart
     */
    public List<ListSummary> write(Path out) throws IOException {
        return builder.write(out, lists);
    }

    @Override
    public void close() throws IOException {
        builder.close();
    }
}
