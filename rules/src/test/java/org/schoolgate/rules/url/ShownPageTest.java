package org.schoolgate.rules.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/** Which page an address has another site show. */
final class ShownPageTest {
    @ParameterizedTest
    @CsvSource({
        "http://translate.google.com/translate?sl=en&tl=ga&u=http://games.example/a, http://games.example/a",
        "http://translate.google.co.uk/translate?u=http%3A%2F%2Fgames.example%2Fa%3Fb, http://games.example/a?b",
        "http://translate.google.com/translate?u=games.example/a, http://games.example/a",
        "http://translate.google.com/translate?%75=games.example, http://games.example/",
        "http://translate.google.com/website?hl=en;u=https%253A%252F%252Fgames.example, https://games.example/",
        "http://translate.google.com/translate?u=http://%EF%BD%87ames.example, http://games.example/",
        "http://games-example.translate.goog/a?_x_tr_sl=en, http://games.example/a?_x_tr_sl=en",
        "http://my--games-example.translate.goog/, http://my-games.example/",
        "http://0-en--games-example-0.translate.goog/, http://en-games.example/",
        "http://xn--bcher-test-9db.translate.goog/, http://xn--bcher-kva.test/",
        "http://1-my--games-example.translate.goog/a?_x_tr_enc=1, http://my-games.example/a?_x_tr_enc=1",
        "http://0-bcher--kva-test.translate.goog/a?_x_tr_enc=0, http://xn--bcher-kva.test/a?_x_tr_enc=0",
        "http://1-0-bcher--kva-test.translate.goog/?_x_tr_enc=0%2C1, http://xn--bcher-kva.test/?_x_tr_enc=0%2C1",
        "http://ames-example.translate.goog/a?_x_tr_hp=g, http://games.example/a?_x_tr_hp=g",
        "http://ames-example.translate.goog/?_x_tr_hp=l&_x_tr_hp=g, http://games.example/?_x_tr_hp=l&_x_tr_hp=g",
        "http://cher--kva-test.translate.goog/?_x_tr_hp=1-0-b, http://xn--bcher-kva.test/?_x_tr_hp=1-0-b",
        "http://translate.googleusercontent.com/translate_c?u=http://games.example/, http://games.example/",
        "http://www.translatetheweb.com/?from=en&to=fr&a=http%3A%2F%2Fgames.example, http://games.example/",
        "http://www.microsofttranslator.com/bv.aspx?a=http://games.example/, http://games.example/",
        "http://translate.yandex.ru/translate?url=games.example&lang=en-ru, http://games.example/",
        "http://translated.turbopages.org/proxy_u/en-ru.ru.1/https/games.example/a?b, https://games.example/a?b",
        "http://webcache.googleusercontent.com/search?q=cache:games.example/a, http://games.example/a",
        "http://webcache.googleusercontent.com/search?q=cache:AbC123:http://games.example/a+word, http://games.example/a",
        "http://games-example.cdn.ampproject.org/, http://games.example/",
        "http://cdn.ampproject.org/c/s/games.example/a, https://games.example/a",
        "http://www.google.com/amp/s/games.example/a, https://games.example/a",
        "http://web.archive.org/web/20200101000000/http://games.example/a, http://games.example/a",
        "http://web.archive.org/web/2020id_/games.example/a?b, http://games.example/a?b",
        "http://web.archive.org/web/2020/http:/games.example, http://games.example/",
        "http://web.archive.org/save/https://games.example/, https://games.example/",
        "http://web.archive.org/web/2/10.0.0.1/a, http://10.0.0.1/a",
        "http://archive.ph/newest/http://games.example/, http://games.example/",
        "http://archive.today/20200101/games.example, http://games.example/",
        "http://arquivo.pt/wayback/2020/http://games.example, http://games.example/",
    })
    void knownTranslatorsCachesAndArchivesTellTheirPage(String url, String page) throws Exception {
        assertThat(pages(url)).contains(new ShownPage(WebUrl.parse(page), true));
    }

    @ParameterizedTest
    @CsvSource({
        "http://web.archive.org/./web/2020/games.example/a, http://games.example/a",
        "http://web.archive.org/x/../web/2020/games.example/, http://games.example/",
        "http://web.archive.org/%2e/web/2020/games.example/, http://games.example/",
        "http://web.archive.org/web//2020/games.example/, http://games.example/",
        "http://web.archive.org//web/2020/http://games.example/, http://games.example/",
        "http://www.google.com//amp/s/games.example/a, https://games.example/a",
        "http://cdn.ampproject.org/c/./s/games.example/a, https://games.example/a",
        "http://translate.google.com/translate?u=+http://games.example, http://games.example/",
        "http://translate.google.com/translate?u=//games.example/a, http://games.example/a",
        "http://webcache.googleusercontent.com/search?q=+cache:games.example/a+word, http://games.example/a",
    })
    void spellingThatServersSmoothHidesNoPage(String url, String page) throws Exception {
        assertThat(pages(url)).contains(new ShownPage(WebUrl.parse(page), true));
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example/http://games.example/a?b, http://games.example/a?b",
        "http://proxy.example/fetch/HTTPS://games.example/a, https://games.example/a",
        "http://proxy.example/http%3A%2F%2Fgames.example%2Fa, http://games.example/a",
        "http://proxy.example/%68ttp:%5c%5cgames.example, http://games.example/",
        "http://proxy.example/?http://games.example/, http://games.example/",
        "http://proxy.example/browse.php?u=http%3A%2F%2Fgames.example%2F&b=4, http://games.example/",
        "http://proxy.example/browse.php?u=aHR0cDovL2dhbWVzLmV4YW1wbGUv&b=4, http://games.example/",
        "http://proxy.example/browse.php?u=Oi8vZ2FtZXMuZXhhbXBsZS8%3D, http://games.example/",
        "http://proxy.example/index.php?q=aHR0cDovL2dhbWVzLmV4YW1wbGUv, http://games.example/",
        "http://proxy.example/browse.php?u=aHR0cDovL2dhbWVzLmV4YW1wbGUvYWJ+Yw==, http://games.example/ab~c",
        "http://proxy.example/browse.php?u=aHR0cDovL2dhbWVzLmV4YW1wbGUvYWJ%2B&b=4, http://games.example/ab~",
        "http://proxy.example/miniProxy.php?http://games.example/, http://games.example/",
        "http://proxy.example/cgi-bin/nph-proxy.cgi/010110A/http/games.example/a, http://games.example/a",
    })
    void shapesOfWebProxiesTellTheirPageButNotForSure(String url, String page) throws Exception {
        assertThat(pages(url)).containsExactly(new ShownPage(WebUrl.parse(page), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://site.example/",
                "http://site.example/login?return=http://games.example/",
                "http://site.example/a:/b?c=%41",
                "http://site.example/index.php?q=games",
                "http://site.example/index.php?q=aHR0",
                "http://translate.google.com/?sl=en&tl=fr&text=hello",
                "http://translate.google.com/translate?u=hello",
                "http://web.archive.org/_static/js/bundle.js",
                "http://archive.org/details/games.example",
                "http://www.google.com/search?q=games.example",
                "http://translate.goog/",
                "http://web.archive.org/web/2020/",
            })
    void otherAddressesShowNothing(String url) throws Exception {
        assertThat(pages(url)).isEmpty();
    }

    @Test
    void tunnelTellsThePageByItsNameAlone() throws Exception {
        assertThat(pages("games-example.translate.goog", null)).containsExactly(page("http://games.example/", true));
        assertThat(pages("translate.google.com", null)).isEmpty();
    }

    @Test
    void tunnelsToATranslatorTellThePageHoweverTheLabelIsMarked() throws Exception {
        assertThat(pages("1-my--games-example.translate.goog", null)).contains(page("http://my-games.example/", true));
        assertThat(pages("0-bcher--kva-test.translate.goog", null)).contains(page("http://xn--bcher-kva.test/", true));
    }

    @Test
    void pageOfAPageIsFoundTooAndIsForSureOnlyIfAllBeforeItAre() throws Exception {
        assertThat(
                        pages(
                                "http://translate.google.com/translate?u=http://web.archive.org/web/2020/http://games.example/"))
                .containsExactly(
                        page("http://web.archive.org/web/2020/http://games.example/", true),
                        page("http://games.example/", true));
        assertThat(pages("http://proxy.example/http://translate.google.com/translate?u=games.example"))
                .containsExactly(
                        page("http://translate.google.com/translate?u=games.example", false),
                        page("http://games.example/", false));
    }

    @Test
    void addressesInsideEachOtherWithoutEndAreCutOffWhenThereAreTooMany() throws Exception {
        String layers = "http://x-cdn-ampproject-org.cdn.ampproject.org/c/".repeat(150) + "games.example/";
        WebUrl asked = WebUrl.parse(layers);
        ShownPages pages = ShownPages.in(asked.host(), asked.target());
        assertThat(pages.areTooMany()).isTrue();
        assertThat(pages.found()).hasSize(4);
    }

    @Test
    void moreThanSixteenPagesAreTooMany() throws Exception {
        ShownPages pages = ShownPages.in(Host.parse("proxy.example"), "/" + "http://a.bb/".repeat(20));
        assertThat(pages.areTooMany()).isTrue();
        assertThat(pages.found()).hasSize(16);
    }

    @Test
    void pagesInsideEachOtherThatAreLongTogetherAreCutOffSooner() throws Exception {
        ShownPages pages = ShownPages.in(Host.parse("proxy.example"), "/" + "http://a.bb/".repeat(670));
        assertThat(pages.areTooMany()).isTrue();
        assertThat(pages.found()).hasSize(4);
    }

    @Test
    void longAddressWithOnePageInItIsLookedIntoWhole() throws Exception {
        ShownPages pages = ShownPages.in(
                Host.parse("translate.google.com"), "/translate?u=http://games.example/" + "x".repeat(8_000));
        assertThat(pages.areTooMany()).isFalse();
        assertThat(pages.found()).hasSize(1);
    }

    private static ShownPage page(String url, boolean isForSure) throws UrlSyntaxException {
        return new ShownPage(WebUrl.parse(url), isForSure);
    }

    private static List<ShownPage> pages(String url) throws UrlSyntaxException {
        WebUrl asked = WebUrl.parse(url);
        return ShownPages.in(asked.host(), asked.target()).found();
    }

    private static List<ShownPage> pages(String host, @Nullable String target) throws HostSyntaxException {
        return ShownPages.in(Host.parse(host), target).found();
    }
}
