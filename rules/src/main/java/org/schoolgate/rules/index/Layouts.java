package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolgate.rules.index.TextSpill.Texts;

/** The tables of names and of pages, laid out under one hash. */
final class Layouts {
    private static final long[] NONE = {};

    private final EntryTable names;
    private final EntryTable pages;
    private final Texts texts;
    private final Keys keys;
    private final OriginSets sets = new OriginSets();
    private final Duplicates duplicates;

    private Layouts(EntryTable names, EntryTable pages, Texts texts, NameHash hash, Duplicates duplicates) {
        this.names = names;
        this.pages = pages;
        this.texts = texts;
        this.keys = new Keys(hash, texts);
        this.duplicates = duplicates;
        keys.ofNames(names);
        keys.ofPages(pages);
    }

    /**
     * Lays them out.
     *
     * @return nothing when two names, or two pages, cannot be told apart under this hash
     */
    static Optional<Laid> of(EntryTable names, EntryTable pages, Texts texts, NameHash hash, Duplicates duplicates)
            throws IOException {
        return new Layouts(names, pages, texts, hash, duplicates).lay();
    }

    private Optional<Laid> lay() throws IOException {
        Optional<TableLayout> hosts =
                TableLayout.of(names, texts, duplicates, sets, keys.parents(), keys.hostsOfPages());
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        return TableLayout.of(pages, texts, duplicates, sets, keys.pagePrefixes(), NONE)
                .map(paths -> new Laid(hosts.get(), paths));
    }

    /** What came of it. */
    final class Laid {
        private final TableLayout hosts;
        private final TableLayout paths;

        Laid(TableLayout hosts, TableLayout paths) {
            this.hosts = hosts;
            this.paths = paths;
        }

        Duplicates duplicates() {
            return duplicates;
        }

        List<Section> write(SectionOutput out) throws IOException {
            List<Section> sections = new ArrayList<>();
            TableSections ofNames = new TableSections(names, texts, hosts);
            sections.add(ofNames.writeCold(SectionType.HOST_COLD, out));
            sections.add(ofNames.writeHot(SectionType.HOST_HOT, out));
            if (pages.size() > 0) {
                TableSections ofPages = new TableSections(pages, texts, paths);
                sections.add(ofPages.writeCold(SectionType.PAGE_COLD, out));
                sections.add(ofPages.writeHot(SectionType.PAGE_HOT, out));
            }
            sections.add(TableSections.writeKeys(SectionType.TOP_LEVEL, keys.topLevel(), out));
            sections.add(sets.write(out));
            return sections;
        }
    }
}
