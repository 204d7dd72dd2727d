package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.ExceptionReach;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSourceException;
import org.schoolgate.rules.list.ListSummary;

class IndexTest {
    private static final Category GAMES = new Category("games");
    private static final Category ADULT = new Category("adult");

    @TempDir
    Path folder;

    private Compiled lists;

    @BeforeEach
    void noLists() {
        lists = new Compiled(folder);
    }

    @Test
    void aListedNameIsFoundWithItsListFileAndLine() throws Exception {
        Index index = lists.list("games", "# games", "example.org").index();
        assertThat(index.find(Host.parse("example.org")).matches())
                .containsExactly(Match.ofName(
                        named("games", GAMES), Scope.NAME_AND_BELOW, Host.parse("example.org"), "games.txt", 2));
    }

    @Test
    void whatIsBelowAListedNameIsFoundThroughIt() throws Exception {
        Index index = lists.list("games", "example.org").index();
        assertThat(index.find(Host.parse("a.b.example.org")).matches())
                .extracting(match -> match.entry().text())
                .containsExactly("example.org");
    }

    @Test
    void neighboursOfAListedNameAreNotListed() throws Exception {
        Index index = lists.list("games", "play.example.org").index();
        for (String neighbour :
                List.of("example.org", "display.example.org", "play.example.net", "other.example.org", "org")) {
            assertThat(index.find(Host.parse(neighbour)).isListed())
                    .as(neighbour)
                    .isFalse();
        }
    }

    @Test
    void aListedChildOfAListedNameIsKeptAndNearer() throws Exception {
        Index index = lists.list("games", "example.org")
                .list("adult", "x.example.org")
                .index();
        assertThat(index.find(Host.parse("www.x.example.org")).matches())
                .extracting(Match::category, match -> match.entry().text())
                .containsExactly(tuple(ADULT, "x.example.org"), tuple(GAMES, "example.org"));
    }

    @Test
    void aNameInSeveralListsIsFoundInAllOfThemInTheirOrder() throws Exception {
        Index index = lists.list("games", "example.org")
                .list("adult", "a.example", "example.org")
                .list("chat", "example.org")
                .index();
        assertThat(index.find(Host.parse("example.org")).matches())
                .extracting(match -> match.list().name(), Match::line)
                .containsExactly(tuple("games", 1), tuple("adult", 2), tuple("chat", 1));
        assertThat(index.find(Host.parse("example.org")).categories())
                .containsExactly(ADULT, new Category("chat"), GAMES);
    }

    @Test
    void anAddressIsFoundByItselfOnly() throws Exception {
        Index index = lists.list("games", "192.0.2.7", "2001:db8::1").index();
        assertThat(index.find(Host.parse("3221225991")).isListed()).isTrue();
        assertThat(index.find(Host.parse("[::ffff:192.0.2.7]")).isListed()).isTrue();
        assertThat(index.find(Host.parse("[2001:db8::1]")).isListed()).isTrue();
        assertThat(index.find(Host.parse("192.0.2.8")).isListed()).isFalse();
    }

    @Test
    void emptyLabelsHideNoListedName() throws Exception {
        Index index = lists.list("games", "example.org").index();
        for (String host : List.of(".example.org", "a..example.org", "..a.example.org")) {
            assertThat(index.find(Host.parseLenient(host)).isListed()).as(host).isTrue();
        }
        assertThat(index.find(Host.parseLenient("example..org")).isListed()).isFalse();
    }

    @Test
    void listsAndQuestionsMeetInCanonicalForm() throws Exception {
        Index index =
                lists.list("games", "B\u00dcCHER.example.", "*.shop.example").index();
        assertThat(index.find(Host.parse("www.xn--bcher-kva.example")).isListed())
                .isTrue();
        assertThat(index.find(Host.parse("shop.example")).isListed()).isTrue();
    }

    @Test
    void aHostLongerThanAnyListedNameIsLookedUpAllTheSame() throws Exception {
        Index index = lists.list("games", "example.org").index();
        Host host = Host.parseLenient("a.".repeat(900) + "example.org");
        assertThat(index.find(host).isListed()).isTrue();
    }

    @Test
    void aRepeatedNameIsADuplicateOfItsFirstLine() throws Exception {
        List<ListSummary> summaries = lists.list("games", "example.org", "EXAMPLE.ORG", ".example.org", "b.example")
                .list("adult", "example.org")
                .write(folder.resolve("out"));
        assertThat(summaries)
                .extracting(ListSummary::name, ListSummary::read, ListSummary::kept, ListSummary::duplicate)
                .containsExactly(tuple("games", 4L, 2L, 2L), tuple("adult", 1L, 1L, 0L));
        assertThat(Index.open(folder.resolve("out"))
                        .find(Host.parse("example.org"))
                        .matches())
                .extracting(Match::line)
                .containsExactly(1, 1);
    }

    @Test
    void anIndexTellsItsListsCategoriesAndOrigin() throws Exception {
        Index index = lists.list("games", "a.example", "b/c")
                .list("own", ListFormat.HOSTS, "adult", "0.0.0.0 a.example")
                .list("talk", ListFormat.DOMAINS, "chat", "# why", "c.example")
                .index();
        assertThat(index.lists())
                .containsExactly(
                        new ListFacts(named("games", GAMES), "domains", false, 2, 1, 0, 1),
                        new ListFacts(named("own", ADULT), "hosts", false, 1, 1, 0, 0),
                        new ListFacts(named("talk", new Category("chat")), "domains", false, 1, 1, 0, 0));
        assertThat(index.categories()).containsExactly(ADULT, new Category("chat"), GAMES);
        assertThat(index.size()).isEqualTo(2);
        assertThat(index.createdAt()).isEqualTo(Compiled.CREATED_AT);
        assertThat(index.snapshotId()).matches("[0-9a-f]{32}");
    }

    @Test
    void everyKindOfEntryTellsWhenItsListWasFetchedAndItsLicence() throws Exception {
        Index index = lists.list("games", "# Licence: CC BY 4.0", "example.org")
                .list("pages", ListFormat.URLS, "games", "# License: MIT", "http://example.org/a")
                .list("ranges", ListFormat.CIDR, "malware", "# Licence: CC0 1.0", "198.51.100.0/24")
                .list("ads", ListFormat.JSONL, "publicite", "{\"expression\":\"banner\"}")
                .index();
        assertThat(index.find(Entries.url("example.org/a")).matches())
                .extracting(IndexTest::kindAndProvenance)
                .containsExactlyInAnyOrder(
                        "PAGES fetched 2026-11-21T08:30:00Z, licence MIT",
                        "NAME fetched 2026-11-21T08:30:00Z, licence CC BY 4.0");
        assertThat(index.find(Host.parse("198.51.100.7")).matches())
                .extracting(IndexTest::kindAndProvenance)
                .containsExactly("RANGE fetched 2026-11-21T08:30:00Z, licence CC0 1.0");
        assertThat(index.find(Entries.url("example.net/banner")).matches())
                .extracting(IndexTest::kindAndProvenance)
                .containsExactly("EXPRESSION fetched 2026-11-21T08:30:00Z");
    }

    private static String kindAndProvenance(Match match) {
        return match.entry().kind() + " " + match.list().provenance().text();
    }

    private static NamedList named(String name, Category category) {
        return new NamedList(name, category, ExceptionReach.EVERY_ENTRY, Compiled.PROVENANCE);
    }

    @Test
    void anIndexOfNothingListsNothing() throws Exception {
        assertThat(lists.index().find(Host.parse("example.org")).isListed()).isFalse();
    }

    @Test
    void sourcesOfOneNameAreToldApart() throws Exception {
        assertThat(lists.list("games", "a.example")
                        .list("games", "b.example")
                        .list("games", "c.example")
                        .index()
                        .lists())
                .extracting(ListFacts::name)
                .containsExactly("games", "games-2", "games-3");
    }

    @Test
    void aFailedCompilationLeavesThePreviousIndexAndNothingElse() throws Exception {
        Path out = Files.writeString(folder.resolve("lists.index"), "previous");
        Files.createDirectories(folder.resolve("work"));
        Compiled failing = new Compiled(folder.resolve("work")).list("games", "a.example");
        Files.delete(folder.resolve("work/sources0/games.txt"));
        assertThatThrownBy(() -> failing.write(out)).isInstanceOf(ListSourceException.class);
        assertThat(out).hasContent("previous");
        assertThat(filesOf(folder)).containsExactly("lists.index");
        assertThat(filesOf(folder.resolve("work"))).isEmpty();
    }

    @Test
    void aNewIndexTakesThePlaceOfTheOldWhichStaysReadable() throws Exception {
        Index old = lists.list("games", "a.example").index();
        new Compiled(folder).list("adult", "b.example").write(folder.resolve("lists.index"));
        assertThat(old.find(Host.parse("a.example")).isListed()).isTrue();
        assertThat(filesOf(folder)).containsExactly("lists.index");
    }

    private static List<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
