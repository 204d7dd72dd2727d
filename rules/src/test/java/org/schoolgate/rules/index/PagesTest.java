package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.url.MatchKey;
import org.schoolgate.rules.url.WebUrl;

/** Entries that are about pages of a host. */
class PagesTest extends EntriesOfATest {
    private static final long VERDICT_BYTES = 24;

    @ParameterizedTest
    @CsvSource({
        "example.org/adult, true",
        "example.org/adult/, true",
        "example.org/adult/films, true",
        "example.org/adult?x=1, true",
        "m.example.org/adult, true",
        "example.org/x/../adult, true",
        "example.org//x/%2e%2e/%61dult, true",
        "example.org:8080/adult, true",
        "example.org/adultery, false",
        "example.org/Adult, false",
        "example.org/, false",
        "example.org/x/adult, false",
        "example.net/adult, false",
        "myexample.org/adult, false",
        "org/adult, false",
    })
    void aPageIsFoundAtTheBoundaryOfASegment(String url, boolean listed) throws Exception {
        Index index = entries.add("adult", Entries.pages("example.org/adult")).index();
        assertThat(index.find(Entries.url(url)).isListed()).isEqualTo(listed);
    }

    @Test
    void aHostIsNotListedByOneOfItsPages() throws Exception {
        Index index = entries.add("adult", Entries.pages("example.org/adult")).index();
        assertThat(index.find(Entries.url("example.org/adult").host()).isListed())
                .isFalse();
        assertThat(index.size()).isZero();
    }

    @Test
    void aMatchTellsThePageThatTheListHas() throws Exception {
        Index index = entries.add("games", Entries.name("a.example"))
                .add("adult", Entries.name("b.example"))
                .add("adult", Entries.pages("example.org/adult/"))
                .index();
        assertThat(index.find(Entries.url("www.example.org/adult/x")).matches())
                .extracting(EntriesOfATest::told)
                .containsExactly("adult: example.org/adult found in example.org/adult, adult.txt:2");
    }

    @Test
    void pagesOfEveryParentAreFoundNearestHostAndLongestPathFirst() throws Exception {
        Index index = entries.add("one", Entries.pages("example.org/a"))
                .add("one", Entries.pages("example.org/a/b"))
                .add("one", Entries.name("example.org"))
                .add("two", Entries.pages("x.www.example.org/a"))
                .add("two", Entries.name("www.example.org"))
                .index();
        assertThat(index.find(Entries.url("x.www.example.org/a/b/c")).matches())
                .extracting(match -> match.entry().text())
                .containsExactly(
                        "x.www.example.org/a", "www.example.org", "example.org/a/b", "example.org/a", "example.org");
    }

    @Test
    void theScopeIsThatOfTheHost() throws Exception {
        Index index = entries.add("urlhaus", Entries.pages("example.org/x.exe", Scope.EXACT))
                .add("below", Entries.pages("example.org/x.exe", Scope.BELOW_ONLY))
                .index();
        assertThat(index.find(Entries.url("example.org/x.exe")).matches())
                .extracting(match -> match.list().name())
                .containsExactly("urlhaus");
        assertThat(index.find(Entries.url("www.example.org/x.exe")).matches())
                .extracting(match -> match.list().name())
                .containsExactly("below");
    }

    @Test
    void aQueryIsAStepOfItsOwn() throws Exception {
        Index index = entries.add("one", Entries.pages("example.org/view?id=7"))
                .add("two", Entries.pages("example.org/?q"))
                .index();
        assertThat(listed(index, "example.org/view?id=7")).isTrue();
        assertThat(listed(index, "example.org/?q")).isTrue();
        for (String other : List.of("view", "view?id=77", "view?x&id=7", "", "?", "?Q", "x?q")) {
            assertThat(listed(index, "example.org/" + other)).as(other).isFalse();
        }
    }

    @Test
    void aQueryIsMetAtTheBoundaryOfAParameterWithOrWithoutASlashBeforeIt() throws Exception {
        Index index = entries.add("one", Entries.pages("example.org/watch?v=abc"))
                .add("two", Entries.pages("example.org/d/?id=5"))
                .index();
        for (String same : List.of("watch?v=abc&t=1", "watch?v=abc&t=1&u", "watch/?v=abc", "d?id=5", "d/?id=5&x")) {
            assertThat(listed(index, "example.org/" + same)).as(same).isTrue();
        }
        assertThat(listed(index, "example.org/watch?v=abcd&t=1")).isFalse();
    }

    /** What follows is only for servers that decode twice; those that decode once, or not, give the listed page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/evil.php/..%252fx",
                "/evil.php/%252e%252e/x",
                "/evil.php/..%2fx",
                "/evil.php/%252e%252e%252f",
                "/x/..%2fevil.php/..%252fy",
            })
    void aPageIsFoundAlsoWhereDecodingOftenerWouldLeadElsewhere(String path) throws Exception {
        Index index =
                entries.add("adult", Entries.pages("bad.example/evil.php")).index();
        assertThat(index.find(Entries.wire("bad.example" + path)).isListed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/ok/, false",
        "/ok/x?y, false",
        "/x/../ok/, false",
        "/evil.php, true",
        "/evil.php/..%252fok/, true",
        "/ok/y//../../evil, true",
        "/ok/..%2fevil, true",
    })
    void anExceptionForAPageCountsOnlyForWhatNoServerTakesForAnother(String path, boolean listed) throws Exception {
        Index index = entries.add("ads", ListFormat.ADBLOCK, Entries.name("bad.example"), Effect.LISTED)
                .add("ads", ListFormat.ADBLOCK, Entries.pages("bad.example/ok/"), Effect.EXCEPTED)
                .index();
        assertThat(index.find(Entries.wire("bad.example" + path)).isListed()).isEqualTo(listed);
    }

    @Test
    void anExceptionForAPageIsNoneInAnotherCaseOfLetters() throws Exception {
        Index index = entries.add("ads", ListFormat.ADBLOCK, Entries.name("bad.example"), Effect.LISTED)
                .add("ads", ListFormat.ADBLOCK, Entries.pages("bad.example/ok"), Effect.EXCEPTED)
                .index();
        assertThat(index.find(Entries.wire("bad.example/ok/y//../../OK")).isListed())
                .isTrue();
    }

    @Test
    void readingsOfAPathThatDifferInCaseDoNotHideEachOther() throws Exception {
        Index index = entries.add("ut1", ListFormat.UT1, Entries.pages("bad.example/adult"), Effect.LISTED)
                .index();
        assertThat(index.find(Entries.wire("bad.example/ADULT/y//../../adult")).isListed())
                .isTrue();
    }

    @Test
    void aListThatLowerCasesWhatItPublishesMatchesEveryCase() throws Exception {
        Index index = entries.add("ut1", ListFormat.UT1, Entries.pages("example.org/Adult/x"), Effect.LISTED)
                .add("exact", Entries.pages("example.org/Adult/x"))
                .index();
        assertThat(index.find(Entries.url("example.org/ADULT/X/Y")).matches())
                .extracting(match -> match.list().name(), match -> match.entry().text())
                .containsExactly(tuple("ut1", "example.org/adult/x"));
        assertThat(index.find(Entries.url("example.org/Adult/x")).matches())
                .extracting(match -> match.list().name(), match -> match.entry().text())
                .containsExactly(tuple("exact", "example.org/Adult/x"), tuple("ut1", "example.org/adult/x"));
    }

    @Test
    void pagesOfAddressesAreFound() throws Exception {
        Index index = entries.add("malware", Entries.pages("192.0.2.7/x", Scope.EXACT))
                .add("malware", Entries.pages("[2001:db8::1]/x", Scope.EXACT))
                .index();
        assertThat(listed(index, "3221225991/x")).isTrue();
        assertThat(listed(index, "[2001:db8::1]/x/y")).isTrue();
        assertThat(listed(index, "192.0.2.8/x")).isFalse();
    }

    @Test
    void anEntryIsFoundHoweverDeepAndLongItIs() throws Exception {
        String deep = "example.org" + "/seg".repeat(50);
        String longName = "example.org/" + "x".repeat(3000);
        Index index = entries.add("deep", Entries.pages(deep))
                .add("long", Entries.pages(longName))
                .index();
        assertThat(listed(index, deep + "/more/and/more")).isTrue();
        assertThat(listed(index, longName + "/y?z")).isTrue();
        assertThat(listed(index, "example.org" + "/seg".repeat(49))).isFalse();
        assertThat(listed(index, longName + "x")).isFalse();
    }

    @Test
    void whatAListSaysTwiceIsADuplicate() throws Exception {
        List<ListSummary> summaries = entries.add("adult", Entries.pages("example.org/a"))
                .add("adult", Entries.pages("example.org/a/"))
                .add("adult", Entries.pages("example.org/a", Scope.EXACT))
                .add("games", Entries.pages("example.org/a"))
                .write(folder.resolve("out"));
        assertThat(summaries)
                .extracting(ListSummary::kept, ListSummary::duplicate)
                .containsExactly(tuple(2L, 1L), tuple(1L, 0L));
    }

    @Test
    void aPathThatOnlyHashesLikeAListedOneIsNotListed() throws Exception {
        Index index = entries.add("adult", Entries.pages("example.org/adult")).index();
        Hits hits = new Hits();
        assertThat(index.classify(Entries.url("example.org/adult"), hits)).isTrue();
        // As if another path had been asked for and its key were that of the listed one.
        hits.pages().ask(List.of(MatchKey.ofText("/adult".replace('a', 'z'))));
        assertThat(index.explain(hits)).isEmpty();
    }

    @Test
    void lookingAPageUpAllocatesNothingButItsKeys() throws Exception {
        Index index = entries.add("adult", Entries.pages("example.org/adult"))
                .add("games", Entries.name("play.example"))
                .index();
        Hits hits = new Hits();
        WebUrl listed = Entries.url("www.example.org/Adult/b/c/d?x");
        WebUrl other = Entries.url("www.example.test/a/b/c/d");
        assertThat(allocatedBy(() -> index.classify(listed, hits))).isEqualTo(allocatedBy(listed::keys));
        assertThat(allocatedBy(() -> index.classify(other, hits))).isZero();
    }

    @Test
    void findingThatAHostIsNotListedAllocatesTheVerdictOnly() throws Exception {
        Index index = entries.add("adult", Entries.pages("example.org/adult"))
                .add("games", Entries.name("play.example"))
                .index();
        WebUrl other = Entries.url("www.example.test/a/b/c/d");
        List<MatchKey> keys = other.keys();
        assertThat(allocatedBy(() -> index.find(other.host(), keys))).isLessThanOrEqualTo(VERDICT_BYTES);
    }

    /** A thousand times, when it is compiled. */
    private static long allocatedBy(Runnable action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 50; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                action.run();
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest / 1000;
    }

    private static boolean listed(Index index, String url) {
        return index.find(Entries.url(url)).isListed();
    }
}
