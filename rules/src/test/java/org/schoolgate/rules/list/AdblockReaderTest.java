package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdblockReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"||example.org^\" | NAME_AND_BELOW example.org",
                "\"||example.org/\" | NAME_AND_BELOW example.org",
                "\"||example.org^*\" | NAME_AND_BELOW example.org",
                "\"||192.0.2.7^\" | EXACT 192.0.2.7",
                "\"||example.org^$all\" | NAME_AND_BELOW example.org",
                "\"||example.org^$important\" | NAME_AND_BELOW example.org IMPORTANT",
                "\"@@||example.org^\" | NAME_AND_BELOW example.org EXCEPTED",
                "\"@@||example.org^$important\" | NAME_AND_BELOW example.org EXCEPTED; seen: exceptions with $important, taken as others: important rules stand above them",
                "\"@@||example.org^|\" | NAME_AND_BELOW example.org EXCEPTED",
                "\"||example.org^$ALL,Important\" | NAME_AND_BELOW example.org IMPORTANT",
                "\"||example.org/ads/\" | NAME_AND_BELOW example.org/ads/",
                "\"||example.org/\u00e9^\" | NAME_AND_BELOW example.org/%C3%A9",
                "\"||example.org/ads\" | NAME_AND_BELOW example.org/ads; seen: pages whose name may go on, taken where it does not",
                "\"||example.org/Ads^$match-case\" | NAME_AND_BELOW example.org/Ads",
                "\"||example.org/ads*\" | NAME_AND_BELOW example.org/ads; seen: pages whose name may go on, taken where it does not",
                "\"||example.org/?ad=1^\" | NAME_AND_BELOW example.org/?ad=1",
            })
    void aRuleOfAHostOrOfPagesKeepsItsMeaning(String line, String outcome) {
        assertThat(outcome(line)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "||example.org^$third-party; depends on the site that asks",
                "||example.org^$~third-party; depends on the site that asks",
                "||example.org^$domain=a.example|b.example; depends on the site that asks",
                "||example^$denyallow=a.example|b.example; depends on the site that asks",
                "||example.org^$important,3p; depends on the site that asks",
                "||example.org^$script,image; for some kinds of requests only",
                "||example.org^$popup; for some kinds of requests only",
                "||example.org^$document; for some kinds of requests only",
                "||example.org^$dnstype=AAAA; depends on the client or its question to a resolver",
                "||example.org^$removeparam=utm; changes requests or pages instead of blocking",
                "@@||example.org^$generichide; changes requests or pages instead of blocking",
                "||example.org^$redirect=noop.js; changes requests or pages instead of blocking",
                "||example.org^$unheard; option that is not known",
                "||example.org^$~all; option that is not known",
                "||example.org^$all=x; option that is not known",
                "||example.org^$badfilter=1; option that is not known",
                "||example.org^$Third-Party; depends on the site that asks",
                "||example.org/Ads/; capital letters in pages of which case does not count",
                "@@||example.org/Ads^; capital letters in pages of which case does not count",
                "||example.org/#ad^; names a part of a page, which no server sees",
                "||example.org/hit?; query without an end: longer ones begin so too",
                "||example.org/hit?id=; query without an end: longer ones begin so too",
                "||example.org/hit?id=1*; query without an end: longer ones begin so too",
                "||example.org/hit?id=1|; one page and none below it",
                "||example.org/a$domain=/x$/; option that is not known",
                "||example.org; host without an end: longer ones begin so too",
                "||example.org^|; first page of a host",
                "||example.org/page|; one page and none below it",
                "||example.org/*/ad; wildcard within the pattern",
                "||example.org^ad; wildcard within the pattern",
                "||ads.*^; wildcard within the pattern",
                "||example.org:8080^; URL on a port other than 80 and 443",
                "|https://example.org/; part of a URL, on whatever host",
                "/banner/ads.; part of a URL, on whatever host",
                "example.org; part of a URL, on whatever host",
                "/^https?:.*ad/; regular expression",
                "/ad[0-9]+$/; regular expression",
                "||org^; top-level domain or single label",
                "!#include other.txt; includes a file that was not given",
            })
    void whatAListForAFilterCannotSayIsRejectedAndNeverBecomesABlock(String line, String reason) {
        assertThat(outcome(line)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org##.ad",
                "example.org#@#.ad",
                "##.ad",
                "example.org#?#div:has(.ad)",
                "example.org#$#body { x: y }",
                "example.org#%#//scriptlet('x')",
                "example.org##+js(x, y)",
                "example.org$$script[x]",
            })
    void rulesAboutPartsOfPagesAreCounted(String line) {
        assertThat(outcome(line)).isEqualTo("seen: rules about parts of pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"! ||example.org^", "[Adblock Plus 2.0]", "!"})
    void commentsAndHeadersAreNotRead(String line) {
        assertThat(outcome(line)).isEmpty();
    }

    @Test
    void aRuleIsTakenBackByBadfilterWhereverThatStandsAndOnlyIfItIsTheSame() {
        Lists lists = new Lists(folder, ListFormat.ADBLOCK);
        assertThat(lists.entries("""
                                ||a.example^
                                ||a.example^$important
                                ||a.example^$badfilter
                                ||b.example^$important,badfilter
                                ||b.example^$important
                                ||b.example^
                                @@||c.example^$badfilter
                                ||c.example^
                                ||d.example^$BadFilter
                                ||d.example^
                                """))
                .containsExactly(
                        "2 NAME_AND_BELOW a.example IMPORTANT",
                        "6 NAME_AND_BELOW b.example",
                        "8 NAME_AND_BELOW c.example");
    }

    @Test
    void noConditionOfAnotherProgramIsTrue() {
        Reading reading = new Lists(folder, ListFormat.ADBLOCK).read("""
                        !#if env_chromium
                        ||a.example^
                        !#if !cap_html_filtering
                        ||b.example^
                        !#else
                        ||c.example^
                        !#endif
                        !#else
                        ||d.example^
                        !#endif
                        !#endif
                        ||e.example^
                        """);
        assertThat(reading.entries())
                .containsExactly(
                        "list list.txt:9 NAME_AND_BELOW d.example", "list list.txt:12 NAME_AND_BELOW e.example");
        assertThat(reading.only().seen()).containsEntry("rules for other programs (!#if, !+ PLATFORM)", 3L);
    }

    @Test
    void aHintForOtherPlatformsIsOfTheNextLineAlone() {
        Reading reading = new Lists(folder, ListFormat.ADBLOCK).read("""
                        !+ PLATFORM(ios)
                        ||a.example^
                        ||b.example^
                        !+ NOT_OPTIMIZED PLATFORM(windows, mac)
                        ||c.example^
                        !+ NOT_PLATFORM(ios)
                        ||d.example^
                        """);
        assertThat(reading.entries())
                .containsExactly(
                        "list list.txt:3 NAME_AND_BELOW b.example", "list list.txt:7 NAME_AND_BELOW d.example");
        assertThat(reading.only().seen()).containsEntry("rules for other programs (!#if, !+ PLATFORM)", 2L);
    }

    @Test
    void badfilterForOtherProgramsTakesNothingBack() {
        assertThat(new Lists(folder, ListFormat.ADBLOCK).entries("""
                        ||a.example^
                        !#if ext_ublock
                        ||a.example^$badfilter
                        !#endif
                        ||b.example^
                        !+ PLATFORM(ios)
                        ||b.example^$badfilter
                        """))
                .containsExactly("1 NAME_AND_BELOW a.example", "5 NAME_AND_BELOW b.example");
    }

    private String outcome(String line) {
        return new Lists(folder, ListFormat.ADBLOCK).outcome("||good.example^", line);
    }
}
