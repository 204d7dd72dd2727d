package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntriesTest extends OneAdmin {
    private static final String ENTRIES = "/api/v1/lists/manager/entries";

    @Test
    void entryIsAnsweredAsItIsKeptAndDecidesAtOnce() throws Exception {
        Answer added =
                admin.post(ENTRIES, "{\"pattern\":\"*.Games.example.\",\"action\":\"block\",\"note\":\"asked for\"}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("pattern").asText()).isEqualTo("*.games.example");
        assertThat(added.json().path("note").asText()).isEqualTo("asked for");
        JsonNode why = explain("www.games.example");
        assertThat(why.path("decision").asText()).isEqualTo("block");
        assertThat(why.path("step").asText()).isEqualTo("named");
        assertThat(why.path("rule").asText())
                .isEqualTo("manager/" + added.json().path("id").asText());
        assertThat(why.path("generation")).isEqualTo(added.json().path("generation"));
    }

    @Test
    void removedEntryDecidesNoMoreAndItsIdIsNotUsedAgain() throws Exception {
        String id = added("=once.example", "allow").path("id").asText();
        assertThat(explain("once.example").path("decision").asText()).isEqualTo("allow");
        assertThat(admin.delete(ENTRIES + "/" + id).status()).isEqualTo(204);
        assertThat(explain("once.example").path("step").asText()).isEqualTo("unlisted");
        assertThat(admin.delete(ENTRIES + "/" + id).status()).isEqualTo(404);
        assertThat(added("=twice.example", "allow").path("id").asText()).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "e", "e0", "e99999999999999999999", "E1", "e-1"})
    void idThatNoEntryHasIsNotFound(String id) throws Exception {
        assertThat(admin.delete(ENTRIES + "/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"block\"}",
                "{\"pattern\":\"a.example\"}",
                "{\"pattern\":\"a.example\",\"action\":\"BLOCK\"}",
                "{\"pattern\":\"\",\"action\":\"block\"}",
                "{\"pattern\":\"a.*.example\",\"action\":\"block\"}",
                "{\"pattern\":\"https://a.example/\",\"action\":\"block\"}",
            })
    void entryThatIsNoneIsRefusedWithItsField(String body) throws Exception {
        Answer answer = admin.post(ENTRIES, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asText()).isIn("pattern", "action");
    }

    @Test
    void noteThatIsTooLongOrThatNotEveryStoreCanKeepIsRefused() throws Exception {
        for (String note : List.of("x".repeat(1001), "a\\u0000")) {
            String body = "{\"pattern\":\"a.example\",\"action\":\"block\",\"note\":\"" + note + "\"}";
            assertThat(admin.post(ENTRIES, body).status()).isEqualTo(422);
        }
    }

    @Test
    void pagesHaveEveryEntryOnceWhileOthersAreRemoved() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(added("page" + i + ".example", "block").path("id").asText());
        }
        JsonNode first = admin.get(ENTRIES + "?limit=3").json();
        admin.delete(ENTRIES + "/" + first.path("items").path(2).path("id").asText());
        List<String> seen = new ArrayList<>();
        JsonNode page = first;
        while (true) {
            page.path("items").forEach(entry -> seen.add(entry.path("id").asText()));
            if (!page.has("next")) {
                break;
            }
            page = admin.get(ENTRIES + "?limit=3&cursor=" + page.path("next").asText())
                    .json();
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen).containsSubsequence(ids.subList(3, 7));
    }

    @Test
    void entriesAddedAtOnceEachHaveAGenerationOfTheirOwnAndNoneIsLost() throws Exception {
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        for (int i = 0; i < 20; i++) {
            String pattern = "parallel" + i + ".example";
            answers.add(CompletableFuture.supplyAsync(() -> addedUnchecked(pattern), threads));
        }
        List<JsonNode> added = answers.stream().map(CompletableFuture::join).toList();
        threads.shutdown();
        assertThat(added.stream().map(entry -> entry.path("generation").asLong()))
                .doesNotHaveDuplicates();
        for (JsonNode entry : added) {
            assertThat(explain(entry.path("pattern").asText()).path("rule").asText())
                    .isEqualTo("manager/" + entry.path("id").asText());
        }
    }

    private static JsonNode added(String pattern, String action) throws Exception {
        Answer answer = admin.post(ENTRIES, "{\"pattern\":\"%s\",\"action\":\"%s\"}".formatted(pattern, action));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private static JsonNode addedUnchecked(String pattern) {
        try {
            return added(pattern, "block");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode explain(String url) throws Exception {
        return admin.get("/api/v1/explain?role=staff&url=" + url).json();
    }
}
