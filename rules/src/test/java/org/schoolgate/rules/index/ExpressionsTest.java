package org.schoolgate.rules.index;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSummary;

/** Entries that are regular expressions. */
class ExpressionsTest extends EntriesOfATest {
    @Test
    void aMatchTellsTheExpressionAndWhatItIsFoundIn() throws Exception {
        Index index =
                entries.add("ads", Entries.expression("/(banner|adverts?)/")).index();
        assertThat(index.find(Entries.url("example.org/x/ADVERTS/7")).matches())
                .extracting(EntriesOfATest::told)
                .containsExactly("ads: /(banner|adverts?)/ found in /ADVERTS/, ads.txt:1");
    }

    @ParameterizedTest
    @CsvSource({
        "^[0-9.]+/search\\?q=[0-9]+$, 192.0.2.7/search?q=77, true",
        "^[0-9.]+/search\\?q=[0-9]+$, example.org/192.0.2.7/search?q=77, false",
        "^http://example\\.org/, example.org/, true",
        "^http://example\\.org/, https://example.org:8443/x, true",
        "\\Aexample\\.org/a, example.org/a, true",
        "\\Aexample\\.org/a, example.net/example.org/a, false",
        "^https://example, https://example.org/, false",
        "example\\.org/a b, example.org/a%20b, false",
        "example\\.org/a%20b, example.org/a%20b, true",
        "/adult$, example.org/x/../%61dult, true",
        "/adult$, example.org/adult?x, false",
        "/adult/b$, example.org/a//../adult/b, true",
        "(^|\\.)example\\.(org|net), www.example.net/x, true",
    })
    void expressionsAreTriedOnTheCanonicalUrlWithItsSchemeAndWithout(String pattern, String url, boolean listed)
            throws Exception {
        Index index = entries.add("one", Entries.expression(pattern)).index();
        assertThat(index.find(Entries.url(url)).isListed()).isEqualTo(listed);
    }

    @ParameterizedTest
    @CsvSource({"/ok/x, false", "/evil/..%252fok/, true", "/evil/y//../../ok/, true"})
    void anExceptionCountsOnlyIfItIsFoundHoweverThePathIsRead(String path, boolean listed) throws Exception {
        Index index = entries.add("ads", ListFormat.ADBLOCK, Entries.name("bad.example"), Effect.LISTED)
                .add("ads", ListFormat.ADBLOCK, Entries.expression("bad\\.example/ok/"), Effect.EXCEPTED)
                .index();
        assertThat(index.find(Entries.wire("bad.example" + path)).isListed()).isEqualTo(listed);
    }

    @Test
    void aTunnelIsJudgedByWhatItsHostAloneMatches() throws Exception {
        Index index = entries.add("host", Entries.expression("games?\\.example"))
                .add("page", Entries.expression("game.example/play"))
                .index();
        assertThat(index.find(Entries.host("game.example")).matches())
                .extracting(match -> match.list().name())
                .containsExactly("host");
    }

    @Test
    void whatIsSoughtMayStandAtTheEndOfTheLongestUrl() throws Exception {
        Index index = entries.add("any", Entries.expression("adult"))
                .add("end", Entries.expression("adult$"))
                .index();
        String padding = "x".repeat(8 * 1024);
        assertThat(index.find(Entries.url("example.org/" + padding + "/adult")).matches())
                .extracting(match -> match.list().name())
                .containsExactly("any", "end");
    }

    @Test
    void moreThan16ExpressionsWithoutALiteralAreRefusedWithTheReason() throws Exception {
        for (char letter = 'a'; letter < 'a' + 18; letter++) {
            entries.add("many", Entries.expression(letter + ".z"));
        }
        entries.add("many", Entries.expression("literal")).add("many", Entries.expression("literal"));
        List<ListSummary> summaries = entries.write(folder.resolve("out"));
        ListSummary many = summaries.get(0);
        assertThat(many.kept()).isEqualTo(17);
        assertThat(many.duplicate()).isEqualTo(1);
        assertThat(many.rejected()).isEqualTo(2);
        assertThat(many.reasons())
                .containsEntry("too costly: expression without a literal of 3 characters, after 16 others", 2L);
        assertThat(many.seen()).containsEntry("expressions that are tried on every URL", 16L);
        Verdict verdict = Index.open(folder.resolve("out")).find(Entries.url("example.org/axz/pyz"));
        assertThat(verdict.matches()).extracting(Match::line).containsExactly(1, 16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://[^/]+/.*x[0-9]", "^https?://www\\.[a-z]+[0-9]", "\\.com/.*[0-9]", "[0-9]\\.(php|html)$"})
    void aLiteralThatIsInMostUrlsIsNone(String pattern) throws Exception {
        for (int i = 0; i < 40; i++) {
            entries.add("many", Entries.expression(pattern + "{" + (i + 1) + "}"));
        }
        assertThat(entries.write(folder.resolve("out")).get(0).reasons().keySet())
                .isNotEmpty()
                .allMatch(reason -> reason.contains("without a literal of 3 characters"));
    }

    @Test
    void expressionsThatAreTooCostlyForEveryUrlAreRefusedWithTheReason() throws Exception {
        entries.add("heavy", Entries.expression("a.{200}b"))
                .add("heavy", Entries.expression("a.{100}b"))
                .add("heavy", Entries.expression("casino(.{900}b|a{900}c|[xy]{900}d)"))
                .add("heavy", Entries.expression("x.{20}y"));
        ListSummary heavy = entries.write(folder.resolve("out")).get(0);
        assertThat(heavy.kept()).isEqualTo(2);
        assertThat(heavy.reasons())
                .containsOnly(
                        entry(
                                "too costly: expression without a literal of 3 characters, after others with 256"
                                        + " instructions together",
                                1L),
                        entry("too costly: expression with more than 2048 instructions", 1L));
    }

    @Test
    void whatIsTooCostlyForOneUrlIsTakenForFoundAndExceptsNothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            entries.add("bad", ListFormat.ADBLOCK, Entries.expression("lit" + i + ".{900}z"), Effect.LISTED);
        }
        Index index = entries.add("bad", ListFormat.ADBLOCK, Entries.expression("zzz.{900}q"), Effect.EXCEPTED)
                .add("bad", ListFormat.ADBLOCK, Entries.expression("/cheap/"), Effect.LISTED)
                .index();
        String literals = IntStream.range(0, 20).mapToObj(i -> "lit" + i).collect(joining());
        assertThat(index.find(Entries.url("example.org/" + literals)).matches()).isEmpty();
        Verdict costly = index.find(Entries.url("example.org/cheap/zzz" + literals + "x".repeat(7000)));
        List<Match> matches = costly.matches();
        assertThat(matches)
                .extracting(Match::isAssumed, match -> match.entry().text().startsWith("lit"))
                .contains(tuple(true, true))
                .contains(tuple(false, false), atIndex(matches.size() - 1))
                .doesNotContain(tuple(false, true));
        assertThat(matches).hasSizeLessThan(21).allMatch(match -> match.effect() == Effect.LISTED);
        assertThat(matches.get(0).foundIn()).contains("too costly for so long a URL");
        assertThat(costly.listings()).isEqualTo(matches);
    }

    @Test
    void longLiteralsAreSoughtByTheirEndsAndComparedAsAWhole() throws Exception {
        String literal = "y".repeat(900);
        Index index =
                entries.add("long", Entries.expression("/" + literal + "z")).index();
        assertThat(index.find(Entries.url("example.org/" + literal + "z")).isListed())
                .isTrue();
        assertThat(index.find(Entries.url("example.org/" + literal.substring(1) + "z"))
                        .isListed())
                .isFalse();
    }

    @Test
    void literalsThatTakeTooMuchMemoryTogetherAreRefusedWithTheReason() throws Exception {
        for (int i = 0; i < 500; i++) {
            String number = "/" + (1000 + i);
            entries.add(
                    "many",
                    Entries.expression("("
                            + Stream.iterate(100, n -> n + 1)
                                    .limit(150)
                                    .map(n -> n + number)
                                    .collect(joining("|")) + ")"));
        }
        ListSummary many = entries.write(folder.resolve("out")).get(0);
        assertThat(many.kept()).isEqualTo(ExpressionList.MAX_LITERAL_CHARACTERS / (150 * 8));
        assertThat(many.reasons())
                .containsOnlyKeys("expression, after others whose literals have 65536 characters together");
        assertThat(Index.open(folder.resolve("out"))
                        .find(Entries.url("example.org/249/1007"))
                        .matches())
                .extracting(Match::line)
                .containsExactly(8);
    }

    @Test
    void expressionsThatTakeTooMuchMemoryTogetherAreRefusedWithTheReason() throws Exception {
        for (int i = 0; i < 300; i++) {
            entries.add("many", Entries.expression("casino" + i + "[0-9]{900}"));
        }
        ListSummary many = entries.write(folder.resolve("out")).get(0);
        assertThat(many.kept()).isBetween(200L, 299L);
        assertThat(many.reasons()).containsOnlyKeys("expression, after others that have 262144 instructions together");
    }
}
