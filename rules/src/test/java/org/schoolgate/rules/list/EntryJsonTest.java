package org.schoolgate.rules.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.url.MatchKey;

class EntryJsonTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"example.org\",\"scope\":\"exact\"}",
                "{\"name\":\"example.org\",\"scope\":\"name-and-below\"}",
                "{\"name\":\"example.org\",\"scope\":\"below-only\",\"effect\":\"excepted\"}",
                "{\"name\":\"2001:db8::1\",\"scope\":\"exact\",\"effect\":\"important\"}",
                "{\"pages\":\"example.org/a/b?c=d\",\"scope\":\"exact\"}",
                "{\"pages\":\"[2001:db8::1]/A\",\"scope\":\"exact\"}",
                "{\"pages\":\"example.org/a%3Fb%C3%A9\",\"scope\":\"name-and-below\",\"lowerCase\":true}",
                "{\"range\":\"192.0.2.0-192.0.2.255\"}",
                "{\"range\":\"192.0.2.1-192.0.2.1\"}",
                "{\"range\":\"2001:db8::-2001:db8::ff\"}",
                "{\"expression\":\"casino|\\\"poker\\\"\\\\.\"}",
                "{\"name\":\"example.org\",\"scope\":\"exact\",\"category\":\"games\",\"list\":\"own\",\"note\":\"a\\nb\"}",
            })
    void whatIsWrittenIsReadBack(String text) throws EntrySyntaxException {
        EntryJson read = EntryJson.parse(text);
        assertThat(read.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void noEffectIsLost(Effect effect) throws EntrySyntaxException {
        for (Scope scope : Scope.values()) {
            EntryJson entry = new EntryJson(
                    new ListEntry.Name(host(), scope),
                    effect,
                    false,
                    Optional.of(new Category("games")),
                    Optional.of("own/list"),
                    Optional.of("why"));
            assertThat(EntryJson.parse(entry.text())).isEqualTo(entry);
        }
    }

    @Test
    void noEscapeOfAKeyIsLost() throws Exception {
        MatchKey key = PageAddress.parse("example.org/%3F/\u00c9?A%23").key();
        EntryJson entry = EntryJson.of(new ListEntry.Pages(host(), Scope.EXACT, key), Effect.LISTED);
        assertThat(EntryJson.parse(entry.text())).isEqualTo(entry);
    }

    @Test
    void pagesOfWhichCaseDoesNotCountAreToldApartSinceTheListFindsThemInSmallLettersOnly() {
        Lists lists = new Lists(folder, ListFormat.JSONL);
        assertThat(lists.outcome("{\"name\":\"good.example\"}", "{\"pages\":\"a.example/\u00e9\",\"lowerCase\":true}"))
                .isEqualTo("NAME_AND_BELOW a.example/%C3%A9; "
                        + "seen: pages of which case does not count (lowerCase), found in small letters only");
    }

    @Test
    void scopeAndEffectMayBeLeftOut() throws EntrySyntaxException {
        assertThat(EntryJson.parse("{\"name\": \"Example.ORG.\"}"))
                .isEqualTo(EntryJson.of(new ListEntry.Name(host(), Scope.NAME_AND_BELOW), Effect.LISTED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | no JSON",
                "[] | no JSON object",
                "{} | not one of name, pages, range and expression",
                "{\"name\":\"a.example\",\"range\":\"192.0.2.1\"} | not one of name, pages, range and expression",
                "{\"name\":\"a.example\",\"nmae\":\"\"} | field that is not known",
                "{\"name\":\"a.example\",\"name\":\"b.example\"} | no JSON",
                "{\"name\":\"a.example\"} {} | no JSON",
                "{\"name\":1} | field that is no text: name",
                "{\"name\":\"a b\"} | character not allowed in a host",
                "{\"name\":\"a.example\",\"scope\":\"all\"} | value that is not known: scope",
                "{\"name\":\"a.example\",\"effect\":\"block\"} | value that is not known: effect",
                "{\"name\":\"a.example\",\"category\":\"A B\"} | no category",
                "{\"pages\":\"a.example\"} | pages without a path",
                "{\"pages\":\"a.example:8080/a\"} | URL on a port other than 80 and 443",
                "{\"pages\":\"a.example/#a\"} | names a part of a page, which no server sees",
                "{\"pages\":\"a.example/Ads\",\"lowerCase\":true} | capital letters in pages said to be lowerCase",
                "{\"expression\":\"https?://\"} | expression that is found in every URL",
                "{\"range\":\"a-b\"} | no address, prefix or range",
                "{\"expression\":\"(\"} | no regular expression of RE2 (missing closing ))",
            })
    void whatIsNoEntryIsRefusedByReason(String text, String reason) {
        assertThatThrownBy(() -> EntryJson.parse(text))
                .isInstanceOf(EntrySyntaxException.class)
                .hasMessage(reason);
    }

    @Test
    void aListOfThemKeepsToItsCategoryAndIsGuardedAsAllAre() {
        Reading reading = new Lists(folder, ListFormat.JSONL).read("""
                        {"name": "a.example", "category": "games", "effect": "excepted"}
                        {"name": "b.example", "category": "adult"}
                        {"name": "com"}
                        {"range": "192.0.2.0/24"}
                        """);
        assertThat(reading.entries())
                .containsExactly(
                        "list list.txt:1 NAME_AND_BELOW a.example EXCEPTED",
                        "list list.txt:4 {\"range\":\"192.0.2.0-192.0.2.255\"}");
        assertThat(reading.only().seen()).containsEntry("entries of other categories", 1L);
        assertThat(reading.only().reasons()).containsEntry("top-level domain or single label", 1L);
    }

    private static Host host() {
        try {
            return Host.parse("example.org");
        } catch (org.schoolgate.rules.HostSyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
