package org.schoolgate.rules.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListSummary;

/** Collects entries, then writes them as an index file. */
final class IndexBuilder implements EntrySink.Opener, Closeable {
    private final HashSeed firstSeed;
    private final Function<HashSeed, NameHash> hashes;
    private final Instant createdAt;
    private final NameSpill names;
    private final EntryTable entries = new EntryTable();
    private final List<ListFile> files = new ArrayList<>();

    IndexBuilder(Path workFolder, HashSeed seed, Instant createdAt) throws IOException {
        this(workFolder, seed, NameHash::new, createdAt);
    }

    /** With hashes of a test's own, which may be such that names collide. */
    IndexBuilder(Path workFolder, HashSeed firstSeed, Function<HashSeed, NameHash> hashes, Instant createdAt)
            throws IOException {
        this.firstSeed = firstSeed;
        this.hashes = hashes;
        this.createdAt = createdAt;
        this.names = new NameSpill(workFolder);
    }

    @Override
    public EntrySink open(ListFile file) {
        int ordinal = files.size();
        files.add(file);
        return (entry, effect, line) -> {
            if (entry instanceof ListEntry.Name name) {
                add(name.host(), Origin.of(ordinal, effect, name.scope()), line);
            }
        };
    }

    private void add(Host host, int origin, int line) throws IOException {
        entries.add(names.add(host.text().getBytes(StandardCharsets.ISO_8859_1)), origin, line);
    }

    /**
     * Writes the file, opens it, checks that every name is found, and only then puts it into its place, durably and in one step.
     *
     * @param lists those that the files belong to
     * @return the same, duplicates told apart
     */
    List<ListSummary> write(Path out, List<ListSummary> lists) throws IOException {
        Path target = out.toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            List<ListSummary> result = writeAll(temporary, lists);
            Index.open(temporary).check();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(target.resolveSibling("."));
            return result;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void close() throws IOException {
        names.close();
    }

    private List<ListSummary> writeAll(Path file, List<ListSummary> lists) throws IOException {
        int[] listOfFile = listOfFile(lists);
        ByteBuffer spill = names.map();
        HashSeed seed = firstSeed;
        Optional<HostLayout> layout = layOut(spill, seed, listOfFile, lists.size());
        while (layout.isEmpty()) {
            seed = seed.next();
            layout = layOut(spill, seed, listOfFile, lists.size());
        }
        try (IndexWriter writer = new IndexWriter(file, SectionType.values().length)) {
            HostSections hosts = new HostSections(entries, spill, layout.get());
            List<Section> sections = new ArrayList<>(hosts.write(writer.sections()));
            List<ListSummary> result = withDuplicates(lists, layout.get().duplicates());
            byte[] table = listTable(result, listOfFile).encode();
            sections.add(writer.sections().writeWhole(SectionType.LISTS, table, result.size()));
            writer.finish(seed, createdAt.toEpochMilli(), sections);
            return result;
        }
    }

    private Optional<HostLayout> layOut(ByteBuffer spill, HashSeed seed, int[] listOfFile, int lists)
            throws IOException {
        return HostLayout.of(entries, spill, hashes.apply(seed), listOfFile, lists);
    }

    private int[] listOfFile(List<ListSummary> lists) {
        Map<String, Integer> ordinals = new HashMap<>();
        lists.forEach(list -> ordinals.put(list.name(), ordinals.size()));
        return files.stream()
                .mapToInt(file -> ordinals.getOrDefault(file.list(), -1))
                .toArray();
    }

    private static List<ListSummary> withDuplicates(List<ListSummary> lists, long[] duplicates) {
        List<ListSummary> result = new ArrayList<>();
        for (int i = 0; i < duplicates.length; i++) {
            result.add(lists.get(i).withDuplicates(duplicates[i]));
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
}
