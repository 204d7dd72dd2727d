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

    private static Match match(String list, Category category) {
        return new Match(list, category, Scope.NAME_AND_BELOW, "example.org", list + "/domains", 1);
    }
}
