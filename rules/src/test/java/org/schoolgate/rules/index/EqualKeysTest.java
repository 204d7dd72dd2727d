package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSummary;

/** Names that hash alike, which chance will not give a test. */
class EqualKeysTest {
    private static final Category GAMES = new Category("games");
    private static final NameHash ALL_ALIKE = new NameHash(0, 0);

    @TempDir
    Path folder;

    @Test
    void namesOfEqualKeysMakeTheCompilerTakeAnotherSeed() throws Exception {
        Index index = index(seed -> seed.equals(Compiled.SEED) ? ALL_ALIKE : new NameHash(seed));
        assertThat(index.find(Host.parse("www.a.example")).matches())
                .extracting(match -> match.entry().text())
                .containsExactly("a.example");
        assertThat(index.find(Host.parse("c.example")).isListed()).isFalse();
        assertThat(index.lists()).extracting(ListFacts::duplicate).containsExactly(1L);
    }

    @Test
    void theSeedThatIsTakenIsTheSameEachTime() throws Exception {
        Function<HashSeed, NameHash> hashes = seed -> seed.equals(Compiled.SEED) ? ALL_ALIKE : new NameHash(seed);
        assertThat(index(hashes).snapshotId()).isEqualTo(index(hashes).snapshotId());
    }

    @Test
    void keysThatALookUpCouldMeetMustDifferInTheirRemainder() {
        LineTableBuilder table = new LineTableBuilder(1);
        assertThat(table.add(1, 0, Slot.SELF)).isTrue();
        assertThat(table.add(2, 0, Slot.SELF)).isTrue();
        assertThat(table.add(1L << 40 | 1, 0, Slot.SELF)).isFalse();
    }

    @Test
    void aKeyWhoseLineIsFullMustDifferFromTheKeysOfTheNextToo() {
        LineTableBuilder table = new LineTableBuilder(1);
        for (int key = 1; key <= 12; key++) {
            assertThat(table.add(key, 0, Slot.SELF)).isTrue();
        }
        assertThat(table.slots()).hasSize(2 * LineTable.SLOTS_PER_LINE);
        assertThat(table.add(1L << 40 | 11, 0, Slot.SELF)).isFalse();
    }

    @Test
    void aNameThatOnlyHashesLikeAListedOneIsNotListed() throws Exception {
        Index index = index(NameHash::new);
        Hits hits = new Hits();
        assertThat(index.classify(Host.parse("a.example"), hits)).isTrue();
        // As if a name of the same le.gth had been asked for and its key were that of the listed one.
        hits.name()[hits.from()] = 'z';
        assertThat(index.explain(hits)).isEmpty();
    }

    private Index index(Function<HashSeed, NameHash> hashes) throws IOException {
        Path out = folder.resolve("index");
        try (IndexBuilder builder = new IndexBuilder(folder, Compiled.SEED, hashes, Compiled.CREATED_AT)) {
            EntrySink sink = builder.open(new ListFile("games", ListFormat.DOMAINS, GAMES, "games.txt"));
            int line = 0;
            for (String name : List.of("a.example", "b.example", "a.example", "x.b.example")) {
                sink.accept(new ListEntry.Name(host(name), Scope.NAME_AND_BELOW), Effect.LISTED, ++line);
            }
            TreeMap<String, Long> none = new TreeMap<>();
            builder.write(
                    out,
                    List.of(new ListSummary(
                            "games", ListFormat.DOMAINS, GAMES, List.of(), 4, 4, 0, 0, none, List.of(), none)));
        }
        return Index.open(out);
    }

    private static Host host(String name) {
        try {
            return Host.parse(name);
        } catch (HostSyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
