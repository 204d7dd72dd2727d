package org.schoolgate.rules.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSourceException;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.list.SourceReader;

/**
 * Makes an {@link Index} out of list sources: {@link #add} each, {@link #write} once, {@link #close}. The same sources in
 * the same order with the same seed and time give the same bytes. For one thread.
 *
 * <p>Memory: some 50 bytes of heap an entry at the peak; names wait in a temporary file.
 */
public final class IndexCompiler implements Closeable {
    private final Function<String, Optional<Category>> categories;
    private final HashSeed seed;
    private final NameHash hash;
    private final Instant createdAt;
    private final NameSpill names;
    private final EntryTable entries = new EntryTable();
    private final List<ListSummary> summaries = new ArrayList<>();
    private final List<ListFile> files = new ArrayList<>();
    private final Set<String> sourceNames = new HashSet<>();

    /**
     * Begins an index.
     *
     * @param workFolder for the temporary file, which needs as much room as all names
     * @param categories from the name of a folder or file to its category; see {@link SourceReader#read}
     * @param createdAt kept in milliseconds
     */
    public IndexCompiler(
            Path workFolder, Function<String, Optional<Category>> categories, HashSeed seed, Instant createdAt)
            throws IOException {
        this.categories = categories;
        this.seed = seed;
        this.hash = new NameHash(seed);
        this.createdAt = createdAt;
        this.names = new NameSpill(workFolder);
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
        summaries.addAll(SourceReader.read(source.withName(name), categories, this::open));
    }

    /**
     * Writes the index, checks that it can be read, and only then puts it into its place, durably and in one step.
     *
     * @return what became of each list, duplicates told apart
     */
    public List<ListSummary> write(Path out) throws IOException {
        Path target = out.toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            List<ListSummary> result = writeAll(temporary);
            Index.open(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(target.resolveSibling("."));
            return result;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private List<ListSummary> writeAll(Path file) throws IOException {
        int[] listOfFile = listOfFile();
        HostSections hosts = new HostSections(entries, names.map(), listOfFile, summaries.size());
        try (IndexWriter writer = new IndexWriter(file, SectionType.values().length)) {
            List<Section> sections = new ArrayList<>(hosts.write(writer.sections()));
            List<ListSummary> result = withDuplicates(hosts.duplicates());
            byte[] lists = listTable(result, listOfFile).encode();
            sections.add(writer.sections().writeWhole(SectionType.LISTS, lists, result.size()));
            writer.finish(seed, createdAt.toEpochMilli(), sections);
            return result;
        }
    }

    private int[] listOfFile() {
        List<String> lists = summaries.stream().map(ListSummary::name).toList();
        Map<String, Integer> ordinals = new HashMap<>();
        lists.forEach(list -> ordinals.put(list, ordinals.size()));
        return files.stream()
                .mapToInt(file -> ordinals.getOrDefault(file.list(), -1))
                .toArray();
    }

    private List<ListSummary> withDuplicates(long[] duplicates) {
        List<ListSummary> result = new ArrayList<>();
        for (int i = 0; i < duplicates.length; i++) {
            result.add(summaries.get(i).withDuplicates(duplicates[i]));
        }
        return List.copyOf(result);
    }

    private ListTable listTable(List<ListSummary> lists, int[] listOfFile) {
        List<ListTable.FileFacts> fileFacts = new ArrayList<>();
        for (int i = 0; i < listOfFile.length; i++) {
            fileFacts.add(new ListTable.FileFacts(listOfFile[i], files.get(i).path()));
        }
        return new ListTable(lists.stream().map(ListFacts::of).toList(), fileFacts);
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        names.close();
    }

    private EntrySink open(ListFile file) {
        int origin = files.size() << 2;
        files.add(file);
        return (host, scope, line) -> add(host, origin | scope.ordinal(), line);
    }

    private void add(Host host, int origin, int line) throws IOException {
        byte[] name = host.text().getBytes(StandardCharsets.ISO_8859_1);
        entries.add(hash.keyOf(name), names.add(name), origin, line);
    }
}
