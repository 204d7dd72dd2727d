package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;

/** Entries that correct what lists say of a host. */
final class CorrectionsTest {
    private static final String ENTRIES = "/api/v1/lists/manager/entries";

    @TempDir
    private static Path folder;

    private static RunningAdmin admin;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        admin = RunningAdmin.start(RunningAdmin.config(
                data,
                List.of(
                        list("fun", "games", "play.example\nwrong.example\nagain.example\n"),
                        list("bets", "gambling", "odds.example\n"))));
    }

    private static ListSource list(String name, String category, String names) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".txt"), names);
        return new ListSource(name, ListFormat.DOMAINS, file, Optional.of(new Category(category)));
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @Test
    void recategorisedHostCountsAsThatUntilTheEntryIsRemoved() throws Exception {
        JsonNode added = added("{\"pattern\":\"play.example\",\"action\":\"recategorise\",\"category\":\"porn\"}");
        assertThat(added.path("category").asText()).as("the id, not the alias").isEqualTo("adult");
        JsonNode why = explain("www.play.example");
        assertThat(why.path("category").asText()).isEqualTo("adult");
        assertThat(why.path("list").asText()).isEqualTo("manager");
        assertThat(why.path("file").asText())
                .isEqualTo("manager/" + added.path("id").asText());
        assertThat(why.path("edits").path(0).asText())
                .startsWith("counts as adult by entry " + added.path("id").asText() + " of ");
        assertThat(admin.get(ENTRIES).json().path("items").findValuesAsText("category"))
                .contains("adult");

        assertThat(admin.delete(ENTRIES + "/" + added.path("id").asText()).status())
                .isEqualTo(204);
        assertThat(explain("www.play.example").path("step").asText()).isEqualTo("default");
        assertThat(explain("www.play.example").path("edits")).isEmpty();
    }

    @Test
    void ignoredListIsNotAskedAboutTheHost() throws Exception {
        JsonNode added =
                added("{\"pattern\":\"=wrong.example\",\"action\":\"ignore\",\"list\":\"fun\",\"note\":\"n\"}");
        assertThat(added.path("list").asText()).isEqualTo("fun");
        JsonNode why = explain("wrong.example");
        assertThat(why.path("step").asText()).isEqualTo("unlisted");
        assertThat(why.path("edits").path(0).asText())
                .startsWith("list fun ignored here by entry " + added.path("id").asText());
        assertThat(explain("www.wrong.example").path("step").asText())
                .as("listed, and not corrected")
                .isEqualTo("default");
    }

    @Test
    void entryOutlivesAnUpdateOfTheLists() throws Exception {
        added("{\"pattern\":\"again.example\",\"action\":\"ignore\",\"list\":\"fun\"}");
        admin.put(
                "/api/v1/lists/sources/fun?format=domains&category=games&force=true",
                "application/octet-stream",
                "again.example\nplay.example\nwrong.example\n");
        assertThat(explain("again.example").path("step").asText()).isEqualTo("unlisted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recategorise | category | gmes | category: \"gmes\" (expected: a category of the vocabulary; nearest: games)",
                "recategorise | list | fun | list: only for the action \"ignore\"",
                "recategorise | note | x | category: missing (expected with the action recategorise)",
                "ignore | list | funn | list: \"funn\" (expected: a list, or a source of lists, as explanations name it; nearest: fun)",
                "ignore | category | games | category: only for the action \"recategorise\"",
                "ignore | note | x | list: missing (expected with the action ignore)",
                "ignore | list | bets | list: list bets has it as gambling, a category of risk: one person alone may not take a host out of it",
                "block | category | games | category: only for the action \"recategorise\"",
                "observe | note | x | action: observe (expected: block, allow, recategorise or ignore)",
            })
    void correctionThatCannotBeMadeIsRefusedWithTheReason(String action, String field, String value, String reason)
            throws Exception {
        Answer answer = admin.post(
                ENTRIES, "{\"pattern\":\"a.example\",\"action\":\"%s\",\"%s\":\"%s\"}".formatted(action, field, value));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText()).isEqualTo(reason);
    }

    @Test
    void hostIsNotTakenOutOfACategoryOfRisk() throws Exception {
        Answer answer = admin.post(
                ENTRIES, "{\"pattern\":\"www.odds.example\",\"action\":\"recategorise\",\"category\":\"games\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("category: list bets has it as gambling, a category of risk:"
                        + " one person alone may not take a host out of it");
    }

    private static JsonNode added(String body) throws Exception {
        Answer answer = admin.post(ENTRIES, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static JsonNode explain(String url) throws Exception {
        return admin.get("/api/v1/explain?role=ks3&url=" + url).json();
    }
}
