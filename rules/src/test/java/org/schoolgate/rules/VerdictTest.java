package org.schoolgate.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final Category GAMBLING = new Category("gambling");
    private static final Category GAMES = new Category("games");
    private static final NamedList GAMES_LIST = new NamedList("games", GAMES);
    private static final NamedList ADS = new NamedList("ads", new Category("publicite"));
    private static final NamedList ZONE =
            new NamedList("zone", GAMBLING, ExceptionReach.UP_FROM_ITS_NAME, Provenance.UNKNOWN);

    @Test
    void categoriesAreThoseOfAllMatchesOnceInOrder() throws Exception {
        Verdict verdict = new Verdict(
                Host.parse("www.example.org"), List.of(match("b", GAMES), match("a", GAMBLING), match("c", GAMES)));
        assertThat(verdict.isListed()).isTrue();
        assertThat(verdict.categories()).containsExactly(GAMBLING, GAMES);
    }

    @Test
    void withoutAMatchTheHostIsNotListed() throws Exception {
        Verdict verdict = new Verdict(Host.parse("www.example.org"), List.of());
        assertThat(verdict.isListed()).isFalse();
        assertThat(verdict.categories()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT, example.org, true",
        "EXACT, www.example.org, false",
        "NAME_AND_BELOW, example.org, true",
        "NAME_AND_BELOW, www.example.org, true",
        "NAME_AND_BELOW, myexample.org, false",
        "BELOW_ONLY, example.org, false",
        "BELOW_ONLY, www.example.org, true",
        "BELOW_ONLY, org, false",
    })
    void scopeSaysWhichHostsAnEntryCovers(Scope scope, String asked, boolean covered) throws Exception {
        assertThat(scope.covers(Host.parse("example.org"), Host.parse(asked))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Adult", "_adult", "-adult", "social networks", "\u00fcber"})
    void aCategoryHasAnIdOfSmallLettersDigitsHyphensAndUnderscores(String id) {
        assertThat(Category.isValid(id)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Category(id)).withMessageContaining(id);
    }

    @Test
    void aCategoryIdHas64CharactersAtMost() {
        assertThat(Category.isValid("x".repeat(64))).isTrue();
        assertThat(Category.isValid("x".repeat(65))).isFalse();
    }

    @Test
    void anExceptionTakesTheHostOffItsOwnListOnly() throws Exception {
        assertListings(
                List.of(
                        match(ADS, Effect.EXCEPTED, "www.example.org"),
                        match(ADS, Effect.LISTED, "example.org"),
                        match(GAMES_LIST, Effect.LISTED, "example.org")),
                "games example.org");
    }

    @Test
    void anExceptionOfAnAdblockListHoldsAgainstNearerNamesToo() throws Exception {
        assertListings(
                List.of(match(ADS, Effect.LISTED, "www.example.org"), match(ADS, Effect.EXCEPTED, "example.org")));
    }

    @Test
    void whatIsImportantStaysListedWhateverIsExcepted() throws Exception {
        assertListings(
                List.of(
                        match(ADS, Effect.EXCEPTED, "www.example.org"),
                        match(ADS, Effect.LISTED, "example.org"),
                        match(ADS, Effect.IMPORTANT, "example.org")),
                "ads example.org");
    }

    @Test
    void inAZoneTheNearestNameDecides() throws Exception {
        assertListings(
                List.of(match(ZONE, Effect.LISTED, "www.example.org"), match(ZONE, Effect.EXCEPTED, "example.org")),
                "zone www.example.org");
        assertListings(
                List.of(match(ZONE, Effect.EXCEPTED, "www.example.org"), match(ZONE, Effect.LISTED, "example.org")));
    }

    @Test
    void inAZoneAnExceptionForTheNameItselfWins() throws Exception {
        assertListings(List.of(match(ZONE, Effect.LISTED, "example.org"), match(ZONE, Effect.EXCEPTED, "example.org")));
    }

    @Test
    void aHostThatIsOnlyExceptedIsNotListed() throws Exception {
        Verdict verdict =
                new Verdict(Host.parse("www.example.org"), List.of(match(ADS, Effect.EXCEPTED, "example.org")));
        assertThat(verdict.isListed()).isFalse();
        assertThat(verdict.categories()).isEmpty();
        assertThat(verdict.matches()).hasSize(1);
    }

    private static void assertListings(List<Match> matches, String... expected) throws Exception {
        assertThat(new Verdict(Host.parse("www.example.org"), matches).listings())
                .extracting(match -> match.list().name() + " " + match.entry().text())
                .containsExactly(expected);
    }

    private static Match match(String list, Category category) {
        return match(new NamedList(list, category), Effect.LISTED, "example.org");
    }

    private static Match match(NamedList list, Effect effect, String entry) {
        ListedEntry listed = new ListedEntry(ListedEntry.Kind.NAME, entry, Scope.NAME_AND_BELOW, effect);
        return new Match(list, listed, entry, list.name() + "/domains", 1);
    }
}
