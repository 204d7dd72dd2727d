package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourcesTest extends OneAdmin {
    private static final String SOURCES = "/api/v1/lists/sources";

    @AfterEach
    void removeAll() throws Exception {
        for (JsonNode source : admin.get(SOURCES).json().path("items")) {
            admin.delete(SOURCES + "/" + source.path("name").asText());
        }
    }

    @Test
    void uploadIsCompiledPublishedAndReportedLineByLine() throws Exception {
        Answer answer = upload("own?format=domains&category=gambling", "bets.example\nno host here\nbets.example\n");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode list = answer.json().path("lists").path(0);
        assertThat(list.path("category").asText()).isEqualTo("gambling");
        assertThat(list.path("read").asInt()).isEqualTo(3);
        assertThat(list.path("kept").asInt()).isEqualTo(1);
        assertThat(list.path("duplicate").asInt()).isEqualTo(1);
        assertThat(list.path("rejected").asInt()).isEqualTo(1);
        assertThat(list.path("rejectedLines").path(0).path("number").asInt()).isEqualTo(2);
        JsonNode why = explain("http://www.bets.example/odds");
        assertThat(why.path("decision").asText()).isEqualTo("block");
        assertThat(why.path("step").asText()).isEqualTo("category");
        assertThat(why.path("category").asText()).isEqualTo("gambling");
        assertThat(why.path("list").asText()).isEqualTo("own");
        assertThat(why.path("line").asInt()).isEqualTo(1);
        assertThat(why.path("generation")).isEqualTo(answer.json().path("generation"));
    }

    @Test
    void archiveOfUt1HasAListForEachFolder() throws Exception {
        byte[] archive = tarGz(Map.of("adult/domains", "adult.example\n", "gambling/domains", "bets.example\n"));
        Answer answer = admin.send(
                admin.admin(SOURCES + "/ut1?format=ut1").PUT(HttpRequest.BodyPublishers.ofByteArray(archive)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("lists").findValuesAsText("name"))
                .containsExactlyInAnyOrder("ut1/adult", "ut1/gambling");
        assertThat(explain("adult.example").path("list").asText()).isEqualTo("ut1/adult");
        assertThat(admin.get(SOURCES).json().path("items").path(0).path("lists").findValuesAsText("kept"))
                .containsExactly("1", "1");
    }

    @Test
    void formatIsToldFromTheContentWhereNoneIsNamed() throws Exception {
        Answer answer = upload("ads?category=publicite", "||ads.example^\n||good.example^$third-party\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("format").asText()).isEqualTo("auto");
        JsonNode list = answer.json().path("lists").path(0);
        assertThat(list.path("format").asText()).isEqualTo("adblock");
        assertThat(list.path("evidence").asText()).startsWith("2 of 2 lines have signs of an ad blocker's rules");
        assertThat(list.path("reasons").path("depends on the site that asks").asInt())
                .isEqualTo(1);
        Answer unsure = upload("ads?category=publicite", "Not a list.\n0.0.0.0 a.example\n");
        assertThat(unsure.status()).isEqualTo(422);
        assertThat(unsure.json().path("detail").asText()).startsWith("ads: cannot tell its format: of 2 lines 1 ");
    }

    @Test
    void entryThatCoversASiteThatASchoolNeedsIsPointedOut() throws Exception {
        Answer answer = upload("own?format=domains&category=gambling", "bets.example\nhelpline.example\n");
        JsonNode warning = answer.json().path("lists").path(0).path("warnings").path(0);
        assertThat(warning.path("number").asInt()).isEqualTo(2);
        assertThat(warning.path("reason").asText()).isEqualTo("covers a site that a school needs (help)");
    }

    @Test
    void wholeTopLevelDomainsAreTakenOnlyWhereThatIsSaidAndThenForGood() throws Exception {
        assertThat(upload("zones?format=domains&category=malware", "zip\n").status())
                .isEqualTo(422);
        Answer taken = upload("zones?format=domains&category=malware&suffixes=true", "zip\n");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.json().path("suffixes").asBoolean()).isTrue();
        upload("own?format=domains&category=gambling", hosts(3));
        assertThat(explain("any.zip").path("category").asText()).isEqualTo("malware");
    }

    @Test
    void explanationSaysWhenAListWasUploadedAndItsLicence() throws Exception {
        Answer said =
                upload("own?format=domains&category=gambling&licence=CC%20BY%204.0", "# License: MIT\nbets.example\n");
        assertThat(said.json().path("licence").asText()).isEqualTo("CC BY 4.0");
        upload("ads?format=domains&category=gambling", "# License: MIT\nads.example\n");
        JsonNode why = explain("bets.example");
        assertThat(why.path("licence").asText()).isEqualTo("CC BY 4.0");
        assertThat(why.path("fetchedAt")).isEqualTo(said.json().path("uploadedAt"));
        assertThat(why.path("trace").findValuesAsText("text")).anyMatch(text -> text.endsWith(", licence CC BY 4.0"));
        assertThat(explain("ads.example").path("licence").asText()).isEqualTo("MIT");
        JsonNode ads = admin.get(SOURCES).json().path("items").path(0);
        assertThat(ads.path("name").asText()).isEqualTo("ads");
        assertThat(ads.has("licence")).isFalse();
        assertThat(ads.path("lists").path(0).path("licence").asText()).isEqualTo("MIT");
    }

    @Test
    void nothingIsSaidOfTheProvenanceOfWhatIsNoList() throws Exception {
        String body = "{\"pattern\":\"own.example\",\"action\":\"block\"}";
        assertThat(admin.post("/api/v1/lists/manager/entries", body).status()).isEqualTo(201);
        JsonNode why = explain("own.example");
        assertThat(why.path("step").asText()).isEqualTo("named");
        assertThat(why.has("licence") || why.has("fetchedAt")).isFalse();
        upload("own?format=domains&category=gambling", "bets.example\n");
        assertThat(explain("bets.example").has("licence")).isFalse();
    }

    @Test
    void namesOfAHostsListAreTakenAloneWhereThatIsSaidAndThenForGood() throws Exception {
        Answer taken = upload("ads?format=hosts&category=gambling&names_alone=true", "0.0.0.0 bets.example\n");
        assertThat(taken.json().path("namesAlone").asBoolean()).isTrue();
        upload("own?format=hosts&category=gambling", "0.0.0.0 casino.example\n");
        assertThat(explain("bets.example").path("list").asText()).isEqualTo("ads");
        assertThat(explain("www.bets.example").path("step").asText()).isEqualTo("unlisted");
        assertThat(explain("www.casino.example").path("list").asText()).isEqualTo("own");
        Answer refused = upload("own?format=domains&category=gambling&names_alone=true", "bets.example\n");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("detail").asText()).contains(" is of the format domains, ");
    }

    @Test
    void sourceThatLosesMostOfItsEntriesIsRefusedUnlessForced() throws Exception {
        upload("own?format=domains&category=gambling", hosts(10));
        assertThat(upload("own?format=domains&category=gambling", hosts(5)).status())
                .isEqualTo(200);
        Answer refused = upload("own?format=domains&category=gambling", hosts(2));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("type").asText()).endsWith(":source-shrunk");
        assertThat(explain("h4.example").path("category").asText()).isEqualTo("gambling");
        assertThat(upload("own?format=domains&category=gambling&force=true", hosts(2))
                        .status())
                .isEqualTo(200);
        assertThat(explain("h4.example").path("step").asText()).isEqualTo("unlisted");
    }

    @Test
    void exceptionsDoNotMakeUpForLostEntries() throws Exception {
        String rules = IntStream.range(0, 10)
                .mapToObj(i -> "||host" + i + ".example^\n")
                .collect(Collectors.joining());
        assertThat(upload("rules?format=adblock&category=games", rules).status())
                .isEqualTo(200);
        String exceptions = "||host0.example^\n" + rules.replace("||", "@@||a.");
        assertThat(upload("rules?format=adblock&category=games", exceptions)
                        .json()
                        .toString())
                .contains("the source has 1 entries and had 10 before");
    }

    @Test
    void categoryThatNoPolicyCanNameIsRefusedWithTheNearest() throws Exception {
        Answer answer = upload("own?format=domains&category=gambing", hosts(3));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("category: \"gambing\" (expected: a category of the vocabulary; nearest: gambling)");
        assertThat(upload("own?format=domains&category=no%20category", hosts(3)).status())
                .isEqualTo(422);
        assertThat(admin.get(SOURCES).json().path("items")).isEmpty();
    }

    @Test
    void singleListNamedAfterNoCategoryIsRefusedWithTheNearest() throws Exception {
        Answer answer = upload("gamblin", "bets.example\n");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().toString()).contains("nearest: gambling");
        assertThat(admin.get(SOURCES).json().path("items").size()).isZero();
    }

    @Test
    void folderNamedAfterNoCategoryIsPointedOutAmongOthers() throws Exception {
        byte[] archive = tarGz(
                new TreeMap<>(Map.of("gambling/domains", "bets.example\n", "hobby/domains", "knitting.example\n")));
        JsonNode lists = admin.send(admin.admin(SOURCES + "/own").PUT(HttpRequest.BodyPublishers.ofByteArray(archive)))
                .json()
                .path("lists");
        assertThat(lists.path(0).path("warned").isEmpty()).isTrue();
        assertThat(lists.path(1)
                        .path("warned")
                        .path("category that no policy can name")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anotherNameOfACategoryIsThatCategory() throws Exception {
        Answer answer = upload("own?format=domains&category=drugs", hosts(3));
        assertThat(answer.json().path("lists").path(0).path("category").asText())
                .isEqualTo("drogue");
    }

    @Test
    void sourceWithoutEntriesIsRefused() throws Exception {
        assertThat(upload("own?format=domains&category=gambling", "# nothing\n").status())
                .isEqualTo(422);
        assertThat(admin.get(SOURCES).json().path("items")).isEmpty();
        assertThat(uploads()).isEmpty();
    }

    @Test
    void damagedArchiveIsRefusedAndWhatThereWasStays() throws Exception {
        upload("own?format=domains&category=gambling", hosts(3));
        byte[] archive = tarGz(Map.of("adult/domains", hosts(1000)));
        HttpRequest.BodyPublisher half = HttpRequest.BodyPublishers.ofByteArray(archive, 0, archive.length / 2);
        Answer answer = admin.send(admin.admin(SOURCES + "/own?format=ut1").PUT(half));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("type").asText()).endsWith(":invalid-source");
        assertThat(answer.json().path("detail").asText()).startsWith("own: ").doesNotContain(folder.toString());
        assertThat(explain("h1.example").path("category").asText()).isEqualTo("gambling");
        assertThat(uploads()).hasSize(1);
    }

    @Test
    void removedSourceDecidesNoMore() throws Exception {
        upload("own?format=domains&category=gambling", hosts(3));
        assertThat(admin.delete(SOURCES + "/own").status()).isEqualTo(204);
        assertThat(explain("h1.example").path("step").asText()).isEqualTo("unlisted");
        assertThat(admin.delete(SOURCES + "/own").status()).isEqualTo(404);
        assertThat(uploads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "own?suffixes=yes",
                "own?format=domains&licence=a%1Bb",
                "own?format=csv",
                "own?format=domains&force=yes",
                "Own?format=domains",
                "..?format=domains",
                "a%2Fb?format=domains",
            })
    void uploadThatIsNotSaidWhatItIsIsRefusedUnread(String nameAndQuery) throws Exception {
        Answer answer =
                admin.sendAnyway(admin.admin(SOURCES + "/" + nameAndQuery).PUT(RunningAdmin.body("a.example\n")));
        assertThat(answer.status()).isIn(400, 404, 405);
        assertThat(uploads()).isEmpty();
    }

    @Test
    void entriesArePublishedWhileListsAreCompiled() throws Exception {
        String large = hosts(300_000);
        CompletableFuture<Answer> uploaded = CompletableFuture.supplyAsync(() -> uploadUnchecked(large));
        int added = 0;
        while (!uploaded.isDone()) {
            String body = "{\"pattern\":\"during%d.example\",\"action\":\"block\"}".formatted(added);
            assertThat(admin.post("/api/v1/lists/manager/entries", body).status())
                    .isEqualTo(201);
            added++;
        }
        assertThat(uploaded.join().status()).isEqualTo(200);
        assertThat(added).isGreaterThan(1);
        assertThat(explain("during0.example").path("step").asText()).isEqualTo("named");
        assertThat(explain("h299999.example").path("category").asText()).isEqualTo("gambling");
    }

    private static Answer upload(String nameAndQuery, String list) throws Exception {
        return admin.put(SOURCES + "/" + nameAndQuery, "application/octet-stream", list);
    }

    private static Answer uploadUnchecked(String list) {
        try {
            return upload("own?format=domains&category=gambling", list);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Path> uploads() throws IOException {
        return Files.list(folder.resolve("admin").resolve("lists"));
    }

    private static JsonNode explain(String url) throws Exception {
        return admin.get("/api/v1/explain?role=ks3&url=" + url).json();
    }

    private static String hosts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "h" + i + ".example\n").collect(Collectors.joining());
    }

    private static byte[] tarGz(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
