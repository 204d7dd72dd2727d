package org.schoolgate.rules.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatchKeyTest {
    /** The examples of Safe Browsing, "URLs and Hashing"; of those whose host browsers refuse, the path. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://host/%25%32%35 | http://host/%25",
                "http://host/%25%32%35%25%32%35 | http://host/%25%25",
                "http://host/%2525252525252525 | http://host/%25",
                "http://host/asdf%25%32%35asd | http://host/asdf%25asd",
                "http://host/%%%25%32%35asd%% | http://host/%25%25%25asd%25%25",
                "http://www.google.com/ | http://www.google.com/",
                "http://%31%36%38%2e%31%38%38%2e%39%39%2e%32%36/%2E%73%65%63%75%72%65/%77%77%77%2E%65%62%61%79%2E%63%6F%6D/"
                        + " | http://168.188.99.26/.secure/www.ebay.com/",
                "http://195.127.0.11/uploads/%20%20%20%20/.verify/.eBaysecure=updateuserdataxplimnbqmn-xplmvalidateinfoswqpcmlx=hgplmcx/"
                        + " | http://195.127.0.11/uploads/%20%20%20%20/.verify/.eBaysecure=updateuserdataxplimnbqmn-xplmvalidateinfoswqpcmlx=hgplmcx/",
                "http://host.com/%257Ea%2521b%2540c%2523d%2524e%25f%255E00%252611%252A22%252833%252944_55%252B"
                        + " | http://host.com/~a!b@c%23d$e%25f^00&11*22(33)44_55+",
                "http://3279880203/blah | http://195.127.0.11/blah",
                "http://www.google.com/blah/.. | http://www.google.com/",
                "www.google.com/ | http://www.google.com/",
                "www.google.com | http://www.google.com/",
                "http://www.evil.com/blah#frag | http://www.evil.com/blah",
                "http://www.GOOgle.com/ | http://www.google.com/",
                "http://www.google.com.../ | http://www.google.com/",
                "'http://www.google.com/foo\tbar\rbaz\n2' | http://www.google.com/foobarbaz2",
                "http://www.google.com/q? | http://www.google.com/q?",
                "http://www.google.com/q?r? | http://www.google.com/q?r?",
                "http://www.google.com/q?r?s | http://www.google.com/q?r?s",
                "http://evil.com/foo#bar#baz | http://evil.com/foo",
                "http://evil.com/foo; | http://evil.com/foo;",
                "http://evil.com/foo?bar; | http://evil.com/foo?bar;",
                "http://notrailingslash.com | http://notrailingslash.com/",
                "http://www.gotaport.com:1234/ | http://www.gotaport.com:1234/",
                "'  http://www.google.com/  ' | http://www.google.com/",
                "https://www.securesite.com/ | https://www.securesite.com/",
                "http://host.com/ab%23cd | http://host.com/ab%23cd",
                "http://host.com//twoslashes?more//slashes | http://host.com/twoslashes?more//slashes",
            })
    void examplesOfSafeBrowsingGiveTheirKeys(String url, String canonical) throws UrlSyntaxException {
        WebUrl read = WebUrl.parseTyped(url);
        String site =
                read.text().substring(0, read.text().length() - read.target().length());
        assertThat(read.keys()).singleElement().extracting(key -> site + key).isEqualTo(canonical);
    }

    /** Safe Browsing keeps such hosts, escaped; browsers never get there. */
    @ParameterizedTest
    @CsvSource({
        "http://\u0001\u0080.com/",
        "http:// leadingspace.com/",
        "http://%20leadingspace.com/",
        "%20leadingspace.com/",
        "http://host%23.com/",
    })
    void examplesOfSafeBrowsingThatNoBrowserOpensAreRefused(String url) {
        assertThatThrownBy(() -> WebUrl.parseTyped(url)).isInstanceOf(UrlSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/a//../b, /a/b /b",
        "/x%2fy/../b, /b /x/b",
        "/x/%2f../adult, /x/adult /adult /x/../adult",
        "/a/..%2fb, /b /a/../b",
        "/a/..%252fb, /b /a/../b",
        "/a/%252e%252e/b, /b /a/../b",
        "/x/..%2fa/..%252fb, /b /x/../a/../b /a/../b",
        "/x/..%2fa/%252e%252e/b, /b /x/../a/../b /a/../b",
        "/a%252fb, /a/b",
    })
    void pathThatServersReadInSeveralWaysHasAKeyForEach(String path, String keys) throws UrlSyntaxException {
        assertThat(WebUrl.parse("http://example.test" + path).keys())
                .extracting(MatchKey::text)
                .containsExactly(keys.split(" "));
    }

    @Test
    void escapedQuestionMarkDoesNotBeginTheQuery() throws UrlSyntaxException {
        assertThat(keys("/a%3Fb")).containsExactly("/a%3Fb");
        assertThat(keys("/a%253Fb?c%3Fd")).containsExactly("/a%3Fb?c?d");
    }

    @Test
    void bytesAreEscapedTheSameHoweverTheyCame() throws UrlSyntaxException {
        assertThat(keys("/caf\u00e9")).isEqualTo(keys("/caf%c3%a9")).containsExactly("/caf%C3%A9");
        assertThat(keys("/%00%01%ff%20")).containsExactly("/%00%01%FF%20");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | ''",
                "/?q | /?q",
                "/a | /a",
                "/a/ | /a",
                "/a/b/c.html | /a /a/b /a/b/c.html",
                "/a/b/?c/d | /a /a/b /a/b?c/d",
                "/a?b=c&d=e&f | /a /a?b=c /a?b=c&d=e /a?b=c&d=e&f",
                "/?b&c | /?b /?b&c",
                "/a&b/c?&d& | /a&b /a&b/c /a&b/c? /a&b/c?&d /a&b/c?&d&",
                "/1/2/3/4/5/6/7/8/9/10 | /1 /1/2 /1/2/3 /1/2/3/4 /1/2/3/4/5 /1/2/3/4/5/6 /1/2/3/4/5/6/7"
                        + " /1/2/3/4/5/6/7/8 /1/2/3/4/5/6/7/8/9 /1/2/3/4/5/6/7/8/9/10",
            })
    void prefixesEndAtSegments(String target, String prefixes) throws UrlSyntaxException {
        assertThat(prefixes(WebUrl.parse("http://example.test" + target).keys().get(0)))
                .isEqualTo(prefixes.isEmpty() ? List.of() : List.of(prefixes.split(" ")));
    }

    /** The spellings that squidGuard 1.6 lets through to a listed {@code /adult}, and the one it blocks with it. */
    @ParameterizedTest
    @CsvSource({
        "/adult, true",
        "/adult/, true",
        "/adult/films?x, true",
        "/adult?x, true",
        "//adult, true",
        "/%61dult, true",
        "/ADULT, true",
        "/x/../adult, true",
        "/x/%2e%2e/adult, true",
        "/%2561dult, true",
        "/adultery, false",
        "/adult.html, false",
        "/x/adult, false",
        "/?adult, false",
    })
    void listedPathIsFoundAtSegmentsOnlyHoweverItIsSpelled(String target, boolean listed) throws UrlSyntaxException {
        assertThat(WebUrl.parse("http://example.test" + target).keys().stream()
                        .map(MatchKey::lowerCase)
                        .flatMap(key -> prefixes(key).stream())
                        .anyMatch("/adult"::equals))
                .isEqualTo(listed);
    }

    /** The spellings of {@code 1.2.3.4} and of an international name that squidGuard 1.6 lets through. */
    @ParameterizedTest
    @CsvSource({
        "http://16909060/, 1.2.3.4",
        "http://0x01020304/, 1.2.3.4",
        "http://01.02.03.04/, 1.2.3.4",
        "http://1.2.772/, 1.2.3.4",
        "http://[::ffff:1.2.3.4]/, 1.2.3.4",
        "http://b\u00fccher.test/, xn--bcher-kva.test",
        "http://user@EXAMPLE.test.:8080/, example.test",
        "http://ex%61mple.test/, example.test",
    })
    void listedHostIsFoundHoweverItIsSpelled(String url, String host) throws UrlSyntaxException {
        assertThat(WebUrl.parseLenient(url).host().text()).isEqualTo(host);
    }

    @Test
    void urlsListedForAHostHoldBelowItToo() throws UrlSyntaxException {
        assertThat(WebUrl.parse("http://m.example.test/adult")
                        .host()
                        .isSameOrBelow(WebUrl.parseTyped("example.test/adult").host()))
                .isTrue();
    }

    /** A million escapes, one within the other: done in time that grows as the text does. */
    @Test
    void escapesWithinEscapesCostNoMoreThanOthers() throws UrlSyntaxException {
        String deep = "http://example.test/%" + "25".repeat(1_000_000) + "61dult";
        assertThat(WebUrl.parse(deep).keys()).singleElement().hasToString("/adult");
    }

    private static List<String> prefixes(MatchKey key) {
        List<String> prefixes = new ArrayList<>();
        for (int end = key.nextPrefix(0); end >= 0; end = key.nextPrefix(end)) {
            prefixes.add(key.steps().substring(0, end));
        }
        return prefixes;
    }

    private static List<String> keys(String target) throws UrlSyntaxException {
        return WebUrl.parseLenient("http://example.test" + target).keys().stream()
                .map(MatchKey::text)
                .toList();
    }
}
