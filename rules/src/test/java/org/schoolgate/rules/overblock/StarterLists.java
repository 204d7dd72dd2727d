package org.schoolgate.rules.overblock;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.overblock.Feeds.Feed;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.url.PublicSuffixes;

/**
 * The real lists, loaded as a school loads them by the starter's {@code feeds.yaml}: a file with its category, an archive as
 * the folder that is left when what the feed does not want is taken out.
 */
final class StarterLists {
    /** In the place of the part, where a file is an archive of parts. */
    private static final String ALL_PARTS = "*";

    /** No list of UT1, but every name that was ever on one, for volume: it holds names that were listed by mistake. */
    private static final String NO_LIST = "x-malware-2017-2025";

    private final Path blocklists;
    private final Feeds feeds;
    private final Path work;
    private final List<Feed> archives = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private StarterLists(Path blocklists, Feeds feeds, Path work) {
        this.blocklists = blocklists;
        this.feeds = feeds;
        this.work = work;
    }

    /** @param leftOut what the feeds say not to load, each as {@code FEED/PART} */
    record Loaded(Index index, List<String> leftOut) {
        Loaded {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** @param file below the folder of lists */
    record RealList(String file, String feed, String part) {
        boolean isArchive() {
            return part.equals(ALL_PARTS);
        }

        /** All real lists, and what each was called where it was fetched. */
        static List<RealList> all() throws IOException {
            try (InputStream in = StarterLists.class.getResourceAsStream("real-lists.tsv")) {
                if (in == null) {
                    throw new IllegalStateException("real-lists.tsv is not on the class path");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> List.of(line.split("\t")))
                        .map(fields -> new RealList(fields.get(0), fields.get(1), fields.get(2)))
                        .toList();
            }
        }
    }

    /**
     * Compiles them; a minute.
     *
     * @param data the folder of {@link org.schoolgate.rules.TestData}
     * @param work an empty folder for what is unpacked, and for the index
     */
    static Loaded compile(Path data, Path starter, SiteSets sites, Path work) throws IOException {
        Feeds feeds = Feeds.read(starter.resolve("feeds.yaml"));
        StarterLists lists = new StarterLists(data.resolve("blocklists"), feeds, work);
        ListGuards guards = new ListGuards(
                PublicSuffixes.read(data.resolve("psl/public_suffix_list.dat")),
                sites.essential(),
                Vocabulary.standard()::isAllowType);
        Path index = work.resolve("index");
        try (IndexCompiler compiler =
                new IndexCompiler(work, lists::category, guards, new HashSeed(1, 2), Instant.EPOCH)) {
            for (RealList list : RealList.all()) {
                Optional<ListSource> source = lists.source(list);
                if (source.isPresent()) {
                    compiler.add(source.get());
                }
            }
            compiler.write(index);
        }
        return new Loaded(Index.open(index), lists.leftOut);
    }

    private Optional<ListSource> source(RealList list) throws IOException {
        Feed feed = feeds.feed(list.feed());
        Path file = blocklists.resolve(list.file());
        if (list.isArchive()) {
            archives.add(feed);
            return Optional.of(new ListSource(feed.id(), feed.format(), unpack(file, feed), Optional.empty()));
        }
        Optional<Category> category = feed.category(list.part());
        if (category.isEmpty()) {
            leftOut.add(feed.id() + "/" + list.part());
        }
        String name = feed.id() + "_" + list.part();
        return category.map(known -> new ListSource(name, ListFormat.AUTO, file, Optional.of(known)));
    }

    /** Whose list it is: the feed, or the product's own. */
    static String maker(String list) {
        return list.split("[/_]", 2)[0];
    }

    /** Of the parts of archives, each of which has a name that no other archive has. */
    private Optional<Category> category(String part) {
        return archives.stream()
                .filter(feed -> feed.parts().containsKey(part))
                .findFirst()
                .map(feed -> feed.category(part))
                .orElseGet(() -> Optional.ofNullable(Vocabulary.standard().find(part)));
    }

    private Path unpack(Path archive, Feed feed) throws IOException {
        Path folder = Files.createDirectories(work.resolve(feed.id()));
        Set<String> unwanted = new TreeSet<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = Path.of(entry.getName());
                String part = String.valueOf(
                        (feed.format() == ListFormat.UT1 ? path.resolveSibling("") : path).getFileName());
                if (feed.leavesOut(part)) {
                    unwanted.add(feed.id() + "/" + part);
                } else if (entry.isFile() && !part.equals(NO_LIST)) {
                    Path file = folder.resolve(path);
                    Files.createDirectories(file.resolveSibling(""));
                    Files.copy(tar, file);
                }
            }
        }
        leftOut.addAll(unwanted);
        return folder;
    }
}
