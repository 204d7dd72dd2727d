package org.schoolgate.rules.index;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Scope;

/** Different names under one key, which hashing by chance will not give a test. */
class EqualKeysTest {
    private static final NameHash HASH = new NameHash(Compiled.SEED);

    @TempDir
    Path folder;

    @Test
    void namesOfEqualKeysAreToldApartByTheirCharacters() throws Exception {
        Index index = index("wanted.example", List.of("wanted.example", "another.example", "zzzzzz.example"));
        assertThat(index.find(Host.parse("www.wanted.example")).matches())
                .extracting(Match::entry, Match::line)
                .containsExactly(tuple("wanted.example", 1));
    }

    @Test
    void aNameWhoseKeyIsThatOfOthersIsNotListed() throws Exception {
        Index index = index("wanted.example", List.of("another.example", "zzzzzz.example", "wanted.exampl"));
        assertThat(index.size()).isEqualTo(3);
        assertThat(index.find(Host.parse("wanted.example")).isListed()).isFalse();
    }

    @Test
    void equalNamesAreJoinedThoughOthersHaveTheirKey() throws Exception {
        Index index = index("b.example", List.of("b.example", "a.example", "b.example", "c.example", "b.example"));
        assertThat(index.size()).isEqualTo(3);
        assertThat(index.find(Host.parse("b.example")).matches())
                .extracting(Match::line)
                .containsExactly(1);
    }

    /** All names under the key of one; a name's line is its place among them. */
    private Index index(String owner, List<String> names) throws IOException {
        Path file = folder.resolve("index");
        ListFacts list = new ListFacts("games", "domains", new Category("games"), 0, 0, 0, 0);
        ListTable lists = new ListTable(List.of(list), List.of(new ListTable.FileFacts(0, "games.txt")));
        EntryTable entries = new EntryTable();
        try (NameSpill spill = new NameSpill(folder);
                IndexWriter writer = new IndexWriter(file, SectionType.values().length)) {
            for (String name : names) {
                int position = spill.add(name.getBytes(US_ASCII));
                entries.add(
                        HASH.keyOf(owner.getBytes(US_ASCII)),
                        position,
                        Scope.NAME_AND_BELOW.ordinal(),
                        entries.size() + 1);
            }
            HostSections hosts = new HostSections(entries, spill.map(), new int[1], 1);
            List<Section> sections = new ArrayList<>(hosts.write(writer.sections()));
            sections.add(writer.sections().writeWhole(SectionType.LISTS, lists.encode(), 1));
            writer.finish(Compiled.SEED, 0, sections);
        }
        return Index.open(file);
    }
}
