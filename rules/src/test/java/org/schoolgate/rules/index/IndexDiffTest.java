package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.list.ListFormat;

final class IndexDiffTest {
    @TempDir
    private Path folder;

    private Compiled compiled(String name) throws IOException {
        return new Compiled(Files.createDirectories(folder.resolve(name)));
    }

    private static List<String> diff(Index before, Index after) throws IOException {
        List<String> changes = new ArrayList<>();
        IndexDiff.compare(
                before,
                after,
                change -> changes.add(change.type() + " " + change.text() + " "
                        + IndexChange.categories(change.before()) + " " + IndexChange.categories(change.after())));
        return changes;
    }

    @Test
    void everyTextThatDiffersIsGivenOnceWithWhatBothSay() throws IOException {
        Index before = compiled("before")
                .list("games", "stays.example", "goes.example", "moves.example", "gains.example")
                .list("chat", "elsewhere.example")
                .index();
        Index after = compiled("after")
                .list("games", "stays.example", "new.example", "gains.example")
                .list("chat", "moves.example", "gains.example", "elsewhere.example")
                .index();
        assertThat(diff(before, after))
                .containsExactlyInAnyOrder(
                        "ADDED new.example [] [games]",
                        "REMOVED goes.example [games] []",
                        "RECATEGORISED moves.example [games] [chat]",
                        "RECATEGORISED gains.example [games] [chat, games]");
    }

    @Test
    void orderOfLinesAndListsDoesNotMatter() throws IOException {
        Index before = compiled("before")
                .list("games", "a.example", "b.example")
                .list("chat", "b.example")
                .index();
        Index after = compiled("after")
                .list("chat", "b.example")
                .list("games", "b.example", "a.example")
                .index();
        assertThat(diff(before, after)).isEmpty();
    }

    @Test
    void sameCategoryByAnotherListOrScopeIsToldApart() throws IOException {
        Index before = compiled("before")
                .list("one", ListFormat.DOMAINS, "games", "a.example", "b.example")
                .index();
        Index after = compiled("after")
                .list("one", ListFormat.DOMAINS, "games", "a.example")
                .list("two", ListFormat.DOMAINS, "games", "b.example")
                .index();
        assertThat(diff(before, after)).containsExactly("RELISTED b.example [games] [games]");
    }

    @Test
    void listThatHasAnotherLicenceOrTimeIsNoDifference() throws IOException {
        Index before =
                compiled("before").list("games", "# Licence: MIT", "a.example").index();
        Index after = compiled("after")
                .list("games", "# Licence: CC0 1.0", "a.example")
                .index();
        assertThat(before.lists()).isNotEqualTo(after.lists());
        assertThat(diff(before, after)).isEmpty();
    }

    @Test
    void isWhatSetsOfTheNamesDifferBy() throws IOException {
        Random random = new Random(5);
        Set<String> before = new TreeSet<>();
        Set<String> after = new TreeSet<>();
        for (int i = 0; i < 20_000; i++) {
            String name = "n" + random.nextInt(30_000) + ".example";
            (random.nextBoolean() ? before : after).add(name);
        }
        List<String> changes = diff(
                compiled("before").list("games", before.toArray(String[]::new)).index(),
                compiled("after").list("games", after.toArray(String[]::new)).index());

        Set<String> expected = new HashSet<>();
        after.stream()
                .filter(name -> !before.contains(name))
                .forEach(name -> expected.add("ADDED " + name + " [] [games]"));
        before.stream()
                .filter(name -> !after.contains(name))
                .forEach(name -> expected.add("REMOVED " + name + " [games] []"));
        assertThat(changes).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyEntryIsVisitedWithItsListFileAndLine() throws IOException {
        Index index = compiled("one")
                .list("games", "a.example", "b.example")
                .list("chat", "b.example")
                .index();
        List<String> visited = new ArrayList<>();
        index.forEach(entries -> entries.forEach(entry -> visited.add(
                entry.entry().text() + " " + entry.list().name() + " " + entry.file() + ":" + entry.line())));
        assertThat(visited)
                .containsExactlyInAnyOrder(
                        "a.example games games.txt:1", "b.example games games.txt:2", "b.example chat chat.txt:1");
    }

    @Test
    void everyKindOfEntryIsVisitedAndCompared() throws Exception {
        Index before = everyKind("before").index();
        Index after = everyKind("after")
                .add("net", Entries.pages("c.example/games"))
                .add("net", Entries.range("192.0.2.0", "192.0.2.255"))
                .add("net", Entries.expression("poker"))
                .index();
        assertThat(diff(before, before)).isEmpty();
        assertThat(diff(before, after))
                .containsExactlyInAnyOrder(
                        "ADDED c.example/games [] [net]",
                        "RECATEGORISED 192.0.2.0/24 [bets] [bets, net]",
                        "RECATEGORISED poker [bets] [bets, net]");
    }

    private Entries everyKind(String name) throws IOException {
        return new Entries(Files.createDirectories(folder.resolve(name)))
                .add("bets", Entries.name("a.example"))
                .add("bets", Entries.pages("b.example/bets"))
                .add("bets", Entries.range("192.0.2.0", "192.0.2.255"))
                .add("bets", Entries.expression("poker"));
    }
}
