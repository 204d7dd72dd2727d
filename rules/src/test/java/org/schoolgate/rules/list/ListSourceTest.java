package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Category;

class ListSourceTest {
    @Test
    void aSourceIsFormatPathAndPerhapsCategory() {
        assertThat(ListSource.parse("hosts:lists/ads.hosts.gz=publicite"))
                .isEqualTo(new ListSource(
                        "ads",
                        ListFormat.HOSTS,
                        Path.of("lists/ads.hosts.gz"),
                        Optional.of(new Category("publicite"))));
        assertThat(ListSource.parse("domains:lists/games.txt").category()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ut1:/srv/blacklists.tar.gz, ut1",
        "domains:games.txt.zst=games, games",
        "domains:my games.txt=games, my_games",
        "domains:v1.2/list=games, list",
        "domains:lists/=games, lists",
        "domains:.txt=games, domains",
        "domains:..=games, domains",
    })
    void aSourceIsNamedAfterItsFile(String text, String name) {
        assertThat(ListSource.parse(text).name()).isEqualTo(name);
    }

    @Test
    void anEqualsSignInAFolderNameIsPartOfThePath() {
        ListSource source = ListSource.parse("domains:a=b/list.txt");
        assertThat(source.path()).isEqualTo(Path.of("a=b/list.txt"));
        assertThat(source.category()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "lists/games.txt, FORMAT:PATH[=CATEGORY]",
        "rpx:games.txt, 'expected: auto, ut1, domains, wildcard, hosts'",
        "domains:games.txt=Games!, category",
    })
    void whatIsNoSourceIsRefusedWithWhatWasExpected(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListSource.parse(text))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", ".hidden", "a b"})
    void aNameThatCouldBeMistakenForAPathIsRefused(String name) {
        ListSource source = ListSource.parse("ut1:lists");
        assertThatIllegalArgumentException().isThrownBy(() -> source.withName(name));
    }
}
