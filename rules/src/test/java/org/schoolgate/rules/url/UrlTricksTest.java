package org.schoolgate.rules.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way known to write one address in a spelling that a filter takes for another. */
final class UrlTricksTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://EXAMPLE.test/", "HTTP://Example.Test/", "http://EXAMPLE.TEST"})
    void capitalsOfHostAndSchemeDoNotCount(String url) throws UrlSyntaxException {
        assertThat(WebUrl.parseLenient(url).text()).isEqualTo("http://example.test/");
        assertThat(WebUrl.parse(url).text()).isEqualTo("http://example.test/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ex%61mple.test/", "http://%65%78ample%2etest/", "http://%45XAMPLE.test/"})
    void escapesInTheHostAreDecodedOnceAndNeverTakenFromTheWire(String url) throws UrlSyntaxException {
        assertThat(host(url)).isEqualTo("example.test");
        assertRefused(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%2f", "%3a", "%40", "%25", "%2561", "%5c", "%23", "%20"})
    void escapedDelimitersInTheHostAreRefused(String escape) {
        assertThatThrownBy(() -> WebUrl.parseLenient("http://a" + escape + "b.test/"))
                .isInstanceOf(UrlSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.test./", "http://example.test.../", "http://example.test%2e/"})
    void dotsAtTheEndOfTheHostDoNotCount(String url) throws UrlSyntaxException {
        assertThat(host(url)).isEqualTo("example.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://.example.test/", "http://a..b.test/", "http://example.test../"})
    void emptyLabelsAreRefusedOnTheWireAndDoNotFitDns(String url) throws UrlSyntaxException {
        assertRefused(url);
        assertThat(WebUrl.parseLenient(url).host().fitsDns()).isEqualTo(url.contains("test.."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45.test/",
                "http://example\u3002test/",
                "http://exam\u00adple.test/",
                "http://exam\u200bple.test/",
                "http://\u24d4xample.test/"
            })
    void lookAlikesThatUnicodeFoldsAreFolded(String url) throws UrlSyntaxException {
        assertThat(host(url)).isEqualTo("example.test");
        assertRefused(url);
    }

    @Test
    void circledDigitsAreAnAddress() throws UrlSyntaxException {
        assertThat(host("http://\u2460\u2461\u2466.0.0.1/")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://fa\u00df.test/, xn--fa-hia.test",
        "http://\u2615.test/, xn--53h.test",
        "http://b\u00fccher.test/, xn--bcher-kva.test",
        "http://xn--BCHER-KVA.test/, xn--bcher-kva.test",
    })
    void internationalNamesAreThoseThatBrowsersVisit(String url, String host) throws UrlSyntaxException {
        assertThat(host(url)).isEqualTo(host);
    }

    @Test
    void brokenPunycodeIsRefused() {
        assertThatThrownBy(() -> WebUrl.parseLenient("http://xn--\u00fc/")).isInstanceOf(UrlSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "0x7f.0.0.0x1",
                "127.0.0.1.",
                "0x7f.1",
                "017700000001"
            })
    void everySpellingOfAnIpv4AddressIsThatAddress(String spelling) throws UrlSyntaxException {
        assertThat(host("http://" + spelling + "/")).isEqualTo("127.0.0.1");
        assertThat(WebUrl.parse("http://" + spelling + "/").host().text()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256.1.1.1", "1.2.3.4.5", "4294967296", "1.2.3.08", "a.1"})
    void whatEndsInANumberAndIsNoAddressIsRefused(String host) {
        assertThatThrownBy(() -> WebUrl.parseLenient("http://" + host + "/")).isInstanceOf(UrlSyntaxException.class);
        assertRefused("http://" + host + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "[0:0:0:0:0:FFFF:7f00:0001]"})
    void mappedAndTranslatedAddressesAreTheIpv4AddressTheyCarry(String host) throws UrlSyntaxException {
        assertThat(host("http://" + host + "/")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:pw@example.test/, example.test",
        "http://example.org@other.test/, other.test",
        "http://a@b@other.test/, other.test",
        "http://example.org%2f@other.test/, other.test",
        "http://example.test/@other.test, example.test",
    })
    void hostIsBehindTheLastAtSignBeforeThePath(String url, String host) throws UrlSyntaxException {
        assertThat(host(url)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:pw@example.test/",
                "http://user@example.test/",
                "http://@example.test/",
                "http://a:1@b/"
            })
    void userInfoIsRefusedOnTheWire(String url) {
        assertRefused(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://other.test\\@example.test/, http://other.test/@example.test/",
        "http:\\\\example.test\\a, http://example.test/a",
        "http:/example.test, http://example.test/",
        "http:example.test, http://example.test/",
        "https:///example.test, https://example.test/",
    })
    void backslashesAreSlashesAndTheirNumberBeforeTheHostDoesNotCount(String url, String text)
            throws UrlSyntaxException {
        assertThat(WebUrl.parseLenient(url).text()).isEqualTo(text);
        assertRefused(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.test:80/, 80", "http://example.test:080/, 80", "http://example.test:/, 80",
        "https://example.test/, 443", "https://example.test:80/, 80", "http://example.test:8080/, 8080",
    })
    void portIsANumberAndTheSchemesOwnIsLeftOut(String url, int port) throws UrlSyntaxException {
        WebUrl read = WebUrl.parseLenient(url);
        assertThat(read.port()).isEqualTo(port);
        assertThat(WebUrl.parseLenient(read.text())).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {":080", ":", ":0", ":65536", ":99999999999", ":+80", ": 80", ":8a"})
    void oddPortsAreRefusedOnTheWire(String port) {
        assertRefused("http://example.test" + port + "/");
    }

    @Test
    void tabsAndLineEndsAreDroppedAndSpacesAroundTooButNotFromTheWire() throws UrlSyntaxException {
        String url = " \t http://exam\tple.te\r\nst/a\nb ";
        assertThat(WebUrl.parseLenient(url).text()).isEqualTo("http://example.test/ab");
        for (String character : List.of("\t", "\r", "\n", " ", "\0", "\u007f", "\u00e9", "#")) {
            assertRefused("http://example.test/a" + character + "b");
            assertRefused("http://example.test/?a" + character + "b");
        }
    }

    @Test
    void backslashIsItselfInTheQueryAsBrowsersSendIt() throws UrlSyntaxException {
        assertThat(WebUrl.parse("http://example.test/a?b\\c"))
                .isEqualTo(WebUrl.parseLenient("http://example.test\\a?b\\c"));
        assertRefused("http://example.test/a\\b");
        assertRefused("http://example.test\\a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/../b", "/a/%2e%2e/b", "/a/.%2E/b", "/./b", "/%2e/b", "/../../b", "/a/b/../../b", "/b"})
    void dotSegmentsAreGoneHoweverTheyAreWritten(String path) throws UrlSyntaxException {
        assertThat(WebUrl.parseLenient("http://example.test" + path).path()).isEqualTo("/b");
        assertThat(wireKeys(path)).containsExactly("/b");
    }

    @ParameterizedTest
    @CsvSource({"//a//b, /a/b", "/a////, /a/", "//, /", "/a?b//c, /a?b//c"})
    void runsOfSlashesAreOneInTheKeyButNotInTheQuery(String target, String key) throws UrlSyntaxException {
        assertThat(WebUrl.parseLenient("http://example.test" + target).target()).isEqualTo(target);
        assertThat(wireKeys(target)).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource({
        "/%61dult, /adult",
        "/%41, /A",
        "/%2561, /a",
        "/%25252561, /a",
        "/a%2Fb, /a/b",
        "/a%2f%2fb, /a/b",
        "/%%361, /a",
    })
    void escapesInThePathAreDecodedInTheKeyOnly(String path, String key) throws UrlSyntaxException {
        assertThat(WebUrl.parse("http://example.test" + path).path()).isEqualTo(path);
        assertThat(wireKeys(path)).containsExactly(key);
    }

    @Test
    void caseOfThePathIsKeptAndTakenAwayOnlyForListsThatAskForIt() throws UrlSyntaxException {
        MatchKey key = WebUrl.parse("http://example.test/Adult/%C3%89?Q").keys().get(0);
        assertThat(key.text()).isEqualTo("/Adult/%C3%89?Q");
        assertThat(key.lowerCase().text()).isEqualTo("/adult/%c3%89?q");
    }

    @Test
    void parametersAndAnEmptyQueryAreKept() throws UrlSyntaxException {
        assertThat(wireKeys("/a;jsessionid=1")).containsExactly("/a;jsessionid=1");
        assertThat(wireKeys("/a?")).containsExactly("/a?");
        assertThat(WebUrl.parse("http://example.test/a?").query()).isEmpty();
        assertThat(WebUrl.parse("http://example.test/a").query()).isNull();
    }

    @Test
    void fragmentIsDropped() throws UrlSyntaxException {
        assertThat(WebUrl.parseLenient("http://example.test/a?b#c?d").target()).isEqualTo("/a?b");
        assertThat(WebUrl.parseLenient("http://example.test#/a").target()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ex_ample.test", "-ex-.test", "_dmarc.example.test"})
    void underscoresAndHyphensAnywhereAreLookedUp(String host) throws UrlSyntaxException {
        assertThat(WebUrl.parse("http://" + host + "/").host().text()).isEqualTo(host);
        assertThat(host("http://" + host + "/")).isEqualTo(host);
    }

    @Test
    void namesTooLongForDnsAreRefusedOnTheWireAndKnownAsSuch() throws UrlSyntaxException {
        for (String host : List.of("a".repeat(64) + ".test", "a.".repeat(130) + "test")) {
            assertRefused("http://" + host + "/");
            assertThat(WebUrl.parseLenient("http://" + host + "/").host().fitsDns())
                    .isFalse();
        }
    }

    @Test
    void absoluteUrlWithoutPathHasTheRootAsItsPath() throws UrlSyntaxException {
        assertThat(WebUrl.parse("http://example.test").target()).isEqualTo("/");
        assertThat(WebUrl.parse("http://example.test?a").target()).isEqualTo("/?a");
        assertThat(WebUrl.parse("https://[2001:db8::1]:8443?a").text()).isEqualTo("https://[2001:db8::1]:8443/?a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "example.test",
                "ftp://example.test/",
                "http:/example.test/",
                "http://",
                "http:///",
                "://a"
            })
    void whatIsNoAbsoluteUrlIsRefusedOnTheWire(String url) {
        assertRefused(url);
    }

    private static String host(String url) throws UrlSyntaxException {
        return WebUrl.parseLenient(url).host().text();
    }

    private static List<String> wireKeys(String target) throws UrlSyntaxException {
        return WebUrl.parse("http://example.test" + target).keys().stream()
                .map(MatchKey::text)
                .toList();
    }

    private static void assertRefused(String url) {
        assertThatThrownBy(() -> WebUrl.parse(url)).as(url).isInstanceOf(UrlSyntaxException.class);
    }
}
