package org.schoolgate.rules.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
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
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.index.TextSpill.Texts;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.url.MatchKey;

/** Collects entries, then writes them as an index file. */
final class IndexBuilder implements EntrySink.Opener, Closeable {
    private final HashSeed firstSeed;
    private final Function<HashSeed, NameHash> hashes;
    private final Instant createdAt;
    private final TextSpill texts;
    private final EntryTable names = new EntryTable();
    private final EntryTable pages = new EntryTable();
    private final RangeList ipv4 = new RangeList();
    private final RangeList ipv6 = new RangeList();
    private final ExpressionList expressions = new ExpressionList();
    private final IndexFindings findings = new IndexFindings();
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
        this.texts = new TextSpill(workFolder);
    }

    @Override
    public EntrySink open(ListFile file) {
        int ordinal = files.size();
        files.add(file);
        boolean lowerCase = file.format().isLowerCase();
        return (entry, effect, line) -> {
            if (entry instanceof ListEntry.Name name) {
                add(names, name.host().text(), Origin.of(ordinal, effect, name.scope()), line);
            } else if (entry instanceof ListEntry.Pages some) {
                MatchKey key = lowerCase ? some.key().lowerCase() : some.key();
                add(pages, some.host().text() + key.prefix(), Origin.of(ordinal, effect, some.scope()), line);
            } else {
                addNameless(entry, Origin.of(ordinal, effect, Scope.EXACT), line, file.list());
            }
        };
    }

    private void addNameless(ListEntry entry, int origin, int line, String list) {
        if (entry instanceof ListEntry.Range range) {
            AddressRange addresses = AddressRange.of(range.first(), range.last(), origin, line);
            (addresses.isIpv4() ? ipv4 : ipv6).add(addresses);
        } else if (entry instanceof ListEntry.Expression expression) {
            addExpression(expression.pattern(), origin, line, list);
        }
    }

    private void addExpression(String pattern, int origin, int line, String list) {
        int before = expressions.withoutLiteral();
        String refusal = expressions.add(pattern, origin, line);
        if (refusal != null) {
            findings.refuse(list, refusal);
        } else if (expressions.withoutLiteral() > before) {
            findings.note(list, "expressions that are tried on every URL");
        }
    }

    private void add(EntryTable table, String text, int origin, int line) throws IOException {
        table.add(texts.add(text), origin, line);
    }

    /**
     * Writes the file, opens it, checks that every entry is found, and only then puts it into its place, durably and in one step.
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
        texts.close();
    }

    private List<ListSummary> writeAll(Path file, List<ListSummary> lists) throws IOException {
        int[] listOfFile = listOfFile(lists);
        Texts all = texts.map();
        HashSeed seed = firstSeed;
        Optional<Layouts.Laid> laid = layOut(all, seed, listOfFile, lists.size());
        while (laid.isEmpty()) {
            seed = seed.next();
            laid = layOut(all, seed, listOfFile, lists.size());
        }
        try (IndexWriter writer = new IndexWriter(file)) {
            List<Section> sections = new ArrayList<>(laid.get().write(writer.sections()));
            Duplicates duplicates = laid.get().duplicates();
            sections.addAll(writeNameless(writer.sections(), duplicates));
            List<ListSummary> result = complete(lists, duplicates);
            byte[] table = listTable(result, listOfFile).encode();
            sections.add(writer.sections().writeWhole(SectionType.LISTS, table, result.size()));
            writer.finish(seed, createdAt.toEpochMilli(), sections);
            return result;
        }
    }

    private Optional<Layouts.Laid> layOut(Texts all, HashSeed seed, int[] listOfFile, int lists) throws IOException {
        return Layouts.of(names, pages, all, hashes.apply(seed), new Duplicates(listOfFile, lists));
    }

    private int[] listOfFile(List<ListSummary> lists) {
        Map<String, Integer> ordinals = new HashMap<>();
        lists.forEach(list -> ordinals.put(list.name(), ordinals.size()));
        return files.stream()
                .mapToInt(file -> ordinals.getOrDefault(file.list(), -1))
                .toArray();
    }

    private List<Section> writeNameless(SectionOutput out, Duplicates duplicates) throws IOException {
        List<Section> sections = new ArrayList<>();
        if (!ipv4.isEmpty()) {
            sections.add(ipv4.write(SectionType.IP4, out, duplicates));
        }
        if (!ipv6.isEmpty()) {
            sections.add(ipv6.write(SectionType.IP6, out, duplicates));
        }
        if (!expressions.isEmpty()) {
            sections.add(expressions.write(out, duplicates));
        }
        return sections;
    }

    private List<ListSummary> complete(List<ListSummary> lists, Duplicates duplicates) {
        List<ListSummary> result = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            result.add(findings.complete(lists.get(i), duplicates.of(i), duplicates.exceptionsOf(i)));
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
