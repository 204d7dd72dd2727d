package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.people.PasswordHash;

final class PeopleTest {
    private static final String PEOPLE = "/api/v1/people";
    private static final String BY = "?by=n.manager";

    @TempDir
    private Path folder;

    private RunningAdmin admin;

    @BeforeEach
    void start() throws Exception {
        admin = RunningAdmin.start(folder);
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void personIsKeptAndHandedToGatewaysWithoutTheirName() throws Exception {
        JsonNode person = put(PEOPLE + "/p1", "{\"name\":\"مريم One\",\"username\":\"Mariam\",\"year\":\"Year 7\"}");

        assertThat(person.path("role").asText()).isEqualTo("ks3");
        assertThat(person.path("year").asText()).isEqualTo("7");
        assertThat(person.path("username").asText()).isEqualTo("mariam");
        assertThat(person.path("generation").asInt()).isEqualTo(2);
        assertThat(published()).contains("\"p1\"", "mariam", "ks3").doesNotContain("مريم");
    }

    @Test
    void bundleHasNoFileOfPeopleAsLongAsThereAreNone() throws Exception {
        assertThat(manifest().path("files").findValuesAsText("role")).doesNotContain("people");
        put(PEOPLE + "/p1", "{\"name\":\"A\",\"role\":\"staff\"}");
        assertThat(manifest().path("files").findValuesAsText("role")).contains("people");
        assertThat(admin.delete(PEOPLE + "/p1" + BY).status()).isEqualTo(204);
        assertThat(manifest().path("files").findValuesAsText("role")).doesNotContain("people");
    }

    @Test
    void gatewayHasAnEditWithinASecond() throws Exception {
        importPeople(pupils(3000), "");
        for (int i = 0; i < 5; i++) {
            String position = manifest().path("epoch").asText() + "."
                    + manifest().path("generation").asText();
            CompletableFuture<Answer> waiting = admin.sendAndLetWait(
                    admin.gateway("/gateway/v1/bundle?after=" + position).GET());
            long begun = System.nanoTime();
            put(PEOPLE + "/p" + i, "{\"name\":\"A " + i + "\",\"role\":\"staff\"}");
            assertThat(waiting.join().status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void sayingTheSameAgainPublishesNothing() throws Exception {
        String body = "{\"name\":\"A\",\"username\":\"a\",\"role\":\"staff\"}";
        put(PEOPLE + "/p1", body);

        assertThat(put(PEOPLE + "/p1", body).has("generation")).isFalse();
        assertThat(manifest().path("generation").asInt()).isEqualTo(2);
    }

    @Test
    void namesAreGivenOnlyForAReasonWhichIsRecordedFirst() throws Exception {
        put(PEOPLE + "/p1", "{\"name\":\"Sam One\",\"username\":\"sam.one\",\"role\":\"staff\"}");

        assertThat(admin.get(PEOPLE).text()).contains("p1").doesNotContain("Sam", "sam.one");
        assertThat(admin.get(PEOPLE + "?reason=why").status()).isEqualTo(400);
        JsonNode named = admin.get(PEOPLE + "?id=p1&by=n.manager&reason=unblock%20request")
                .json();

        assertThat(named.path("items").path(0).path("name").asText()).isEqualTo("Sam One");
        JsonNode change = admin.get(PEOPLE + "/changes").json().path("items").path(0);
        assertThat(change.path("action").asText()).isEqualTo("names_read");
        assertThat(change.path("by").asText()).isEqualTo("n.manager");
        assertThat(change.path("id").asText()).isEqualTo("p1");
        assertThat(change.path("detail").asText()).isEqualTo("1 names of p1 (id=p1): unblock request");
    }

    @Test
    void everyChangeIsRecordedWithItsAuthorAndWithoutNames() throws Exception {
        put(PEOPLE + "/p1", "{\"name\":\"Sam One\",\"username\":\"sam\",\"year\":\"7\"}");
        put(PEOPLE + "/p1", "{\"name\":\"Sam Two\",\"role\":\"staff\"}");
        put("/api/v1/classes/c1", "{\"name\":\"7B\",\"teachers\":[\"p1\"]}");
        put("/api/v1/devices/d1", "{\"kind\":\"tablet\",\"owner\":\"p1\",\"addresses\":[\"10.1.0.5\"]}");
        admin.delete(PEOPLE + "/p1" + BY);

        List<String> changes = new ArrayList<>();
        admin.get(PEOPLE + "/changes")
                .json()
                .path("items")
                .forEach(change -> changes.add(String.join(
                        " ",
                        change.path("kind").asText(),
                        change.path("id").asText(),
                        change.path("action").asText(),
                        change.path("detail").asText())));
        assertThat(changes)
                .containsExactly(
                        "device d1 changed owner p1 → none",
                        "class c1 changed teacher −p1",
                        "person p1 removed ",
                        "device d1 added kind tablet",
                        "class c1 added ",
                        "person p1 changed name, user name, role ks3 → staff, year group 7 → none",
                        "person p1 added role ks3");
        assertThat(admin.get(PEOPLE + "/changes").text()).doesNotContain("Sam", "sam");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "p2|{\"name\":\"\",\"role\":\"staff\"}|name",
                "p2|{\"name\":\"A\"}|role",
                "p2|{\"name\":\"A\",\"role\":\"staf\"}|role",
                "p2|{\"name\":\"A\",\"year\":\"77\"}|year",
                "p2|{\"name\":\"A\",\"year\":\"4\"}|role",
                "p2|{\"name\":\"A\",\"role\":\"staff\",\"username\":\"TAKEN\"}|username",
                "p2|{\"name\":\"A\",\"role\":\"staff\",\"username\":\"a:b\"}|username",
                "p2|{\"name\":\"A\",\"role\":\"ks3\",\"classes\":[\"c9\"]}|classes",
            })
    void personWhoCannotBeIsRefusedWithTheField(String id, String body, String field) throws Exception {
        put(PEOPLE + "/p1", "{\"name\":\"A\",\"username\":\"taken\",\"role\":\"staff\"}");

        Answer answer = admin.put(PEOPLE + "/" + id + BY, "application/json", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/p1", "/p1?by=", "/p1?by=Not%20an%20id", "/P1?by=a", "/a%20b?by=a"})
    void changeWithoutAnAuthorOrAnIdIsRefused(String target) throws Exception {
        HttpRequest.Builder put = admin.admin(PEOPLE + target)
                .header("Content-Type", "application/json")
                .PUT(RunningAdmin.body("{\"name\":\"A\",\"role\":\"staff\"}"));

        assertThat(admin.send(put).status()).isEqualTo(400);
        assertThat(admin.get(PEOPLE).json().path("items")).isEmpty();
    }

    @Test
    void peopleAreFoundByFiltersInPages() throws Exception {
        importPeople("id,name,year,class\nc,C,7,7B\na,A,8,8A\nb,B,7,\"7B,7Ma\"\n", "");

        assertThat(ids(PEOPLE + "?limit=2")).containsExactly("a", "b");
        String next = admin.get(PEOPLE + "?limit=2").json().path("next").asText();
        assertThat(ids(PEOPLE + "?limit=2&cursor=" + next)).containsExactly("c");
        assertThat(ids(PEOPLE + "?class=7b")).containsExactly("b", "c");
        assertThat(ids(PEOPLE + "?year=8")).containsExactly("a");
        assertThat(ids(PEOPLE + "?role=staff")).isEmpty();
        assertThat(ids("/api/v1/classes?pupil=b")).containsExactly("7b", "7ma");
    }

    @Test
    void importSaysWhatItWouldDoAndThenDoesIt() throws Exception {
        String first = "id,name,username,role,year,class\na,A,a,,7,7B\nb,B,b,,8,8A\nt,T,t,teacher,,7B\n";
        JsonNode trial = importPeople(first, "&dry_run=true");

        assertThat(trial.path("added").asInt()).isEqualTo(3);
        assertThat(trial.path("warnings").findValuesAsText("message")).containsExactly("class: \"8A\" has no teacher");
        assertThat(admin.get(PEOPLE).json().path("items")).isEmpty();

        assertThat(importPeople(first, "").path("added").asInt()).isEqualTo(3);
        JsonNode second =
                importPeople("id,name,username,role,year,class\na,A,a,,8,8A\nc,C,c,,7,7B\nt,T,t,teacher,,7B\n", "");

        assertThat(second.path("added").asInt()).isEqualTo(1);
        assertThat(second.path("changed").asInt()).isEqualTo(1);
        assertThat(second.path("leaving").asInt()).isZero();
        assertThat(second.path("unchanged").asInt()).isEqualTo(1);
        assertThat(second.path("changes").findValuesAsText("detail"))
                .contains("year group 7 → 8, class −7b, class +8a");
        assertThat(ids(PEOPLE)).containsExactly("a", "b", "c", "t");
    }

    @Test
    void thoseWhoAreMissingLeaveOnlyByAFullImportOfTheirSource() throws Exception {
        importPeople("id,name,username,year,class\na,A,a,7,7B\nb,B,b,8,8A\n", "&source=pupils");
        importPeople("id,name,role\nt,T,staff\n", "&source=staff&full=true");
        assertThat(ids(PEOPLE)).containsExactly("a", "b", "t");

        JsonNode report = importPeople("id,name,username,year,class\na,A,a,7,7B\n", "&source=pupils&full=true");

        assertThat(report.path("leaving").asInt()).isEqualTo(1);
        assertThat(ids(PEOPLE)).containsExactly("a", "t");
        assertThat(ids(PEOPLE + "?leaver=true")).containsExactly("b");
        assertThat(ids("/api/v1/classes")).containsExactly("7b");
        assertThat(published()).doesNotContain("\"b\"");
        assertThat(importPeople("id,name,username,year\nb,B,b,8\n", "&source=pupils")
                        .path("changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(ids(PEOPLE)).containsExactly("a", "b", "t");
    }

    @Test
    void fullImportThatWouldSendMostPeopleAwayIsRefusedUnlessForced() throws Exception {
        importPeople(pupils(100), "");

        Answer refused = tryImport(pupils(70), "&full=true");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("type").asText()).endsWith(":too-many-leavers");
        assertThat(refused.json().path("detail").asText()).startsWith("30 of the 100 people of the source \"csv\"");
        assertThat(ids(PEOPLE + "?limit=1000")).hasSize(100);
        assertThat(importPeople(pupils(70), "&full=true&force=true")
                        .path("leaving")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void importThatSaysOfMostPeopleThatTheyHaveLeftIsRefusedUnlessForced() throws Exception {
        importPeople(pupils(20), "");
        String left = "id,name,year,leaver\n"
                + IntStream.range(0, 11)
                        .mapToObj(i -> "p%d,Pupil %d,%d,yes\n".formatted(i, i, 7 + i % 3))
                        .collect(Collectors.joining());

        assertThat(tryImport(left, "").json().path("detail").asText())
                .startsWith("11 of the 20 people of the source \"csv\"");
        assertThat(tryImport(left, "&source=other").json().path("detail").asText())
                .startsWith("11 of the 11 people of the source \"other\"");
        assertThat(importPeople(left, "&force=true").path("leaving").asInt()).isEqualTo(11);
    }

    @Test
    void fileWithMistakesChangesNothingAndIsAnsweredWithThePlaceOfEach() throws Exception {
        importPeople("id,name,username,year\na,A,sam,7\n", "&source=one");

        Answer answer = tryImport("id,name,username,year\nb,B,SAM,7\nc,C,c,7\n", "&file=new.csv");

        assertThat(answer.status()).isEqualTo(422);
        JsonNode error = answer.json().path("errors").path(0);
        assertThat(error.path("file").asText()).isEqualTo("new.csv");
        assertThat(error.path("line").asInt()).isEqualTo(2);
        assertThat(error.path("message").asText())
                .startsWith("user name: that of \"b\" is also that of \"a\", who is not in this import");
        assertThat(ids(PEOPLE)).containsExactly("a");
        assertThat(tryImport("id,name,year\na,A,99\nb,,7\n", "").json().path("errors"))
                .hasSize(2);
    }

    @Test
    void yearGroupsAreThoseOfThePolicyInForce() throws Exception {
        String policy = RunningAdmin.text("policy.yaml") + "year_groups: {roles: {3: ks3}}\n";
        assertThat(admin.put("/api/v1/policy", "application/yaml", policy).status())
                .isEqualTo(200);

        importPeople("id,name,year\na,A,Year 3\n", "");

        assertThat(ids(PEOPLE + "?role=ks3&year=3")).containsExactly("a");
        JsonNode errors = tryImport("id,name,year\nb,B,Year 7\n", "").json().path("errors");
        assertThat(errors.path(0).path("message").asText()).isEqualTo("year group: \"Year 7\" (expected: one of 3)");
    }

    @Test
    void anotherNameOfTheSameIdIsTakenAndToldOf() throws Exception {
        importPeople("id,name,year\na,Sam One,7\n", "");

        JsonNode report = importPeople("id,name,year\na,Kim Two,7\n", "");

        assertThat(report.path("warnings").path(0).path("message").asText())
                .isEqualTo("name: \"a\" had another one before; see that it is the same person");
        assertThat(report.toString()).doesNotContain("Sam", "Kim");
    }

    @Test
    void whatAFileDoesNotSayStaysAsItIs() throws Exception {
        importPeople("id,name,username,year,class\na,A,sam,7,7B\n", "");
        importPeople("id,name,role,class\nt,T,staff,7B\n", "");

        importPeople("id,name,year\na,A,8\n", "");
        importPeople("id,name,role\nt,T,staff\n", "");

        JsonNode person = admin.get(PEOPLE + "?id=a&by=b&reason=test")
                .json()
                .path("items")
                .path(0);
        assertThat(person.path("username").asText()).isEqualTo("sam");
        assertThat(person.path("classes").path(0).asText()).isEqualTo("7b");
        assertThat(ids("/api/v1/classes?teacher=t")).containsExactly("7b");
    }

    @Test
    void passwordIsHashedAndIsNowhereToBeFound() throws Exception {
        String file = "id,name,username,year,password\na,A,sam,7,correct horse\n";
        assertThat(importPeople(file, "&dry_run=true").path("passwords").asInt())
                .as("by a dry run")
                .isEqualTo(1);

        JsonNode report = importPeople(file, "");

        assertThat(report.path("passwords").asInt()).isEqualTo(1);
        JsonNode person = published("persons").path(0);
        assertThat(PasswordHash.parse(person.path("passwordHash").asText()).matches("correct horse"))
                .isTrue();
        assertThat(admin.get(PEOPLE)
                        .json()
                        .path("items")
                        .path(0)
                        .path("hasPassword")
                        .asBoolean())
                .isTrue();
        admin.close();
        try (var files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
                        .as(each.toString())
                        .doesNotContain("correct horse");
            }
        }
        admin = RunningAdmin.start(folder);
        assertThat(published("persons").path(0)).isEqualTo(person);
    }

    @Test
    void personSetsTheirPasswordByALinkOnce() throws Exception {
        put(PEOPLE + "/p1", "{\"name\":\"A\",\"username\":\"sam\",\"role\":\"staff\"}");
        Answer made = admin.post(PEOPLE + "/p1/password-link" + BY, "");
        assertThat(made.status()).isEqualTo(201);
        String link = made.json().path("link").asText().replaceFirst("https://[^/]+", "");

        Answer form = admin.send(admin.request(link).GET());
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.header("content-security-policy")).contains("form-action 'self'");
        assertThat(setPassword(link, "password=correct+horse&again=correct+hors")
                        .status())
                .isEqualTo(422);
        assertThat(setPassword(link, "password=short&again=short").status()).isEqualTo(422);
        assertThat(setPassword(link, "password=correct+horse&again=correct+horse")
                        .status())
                .isEqualTo(200);

        String hash = published("persons").path(0).path("passwordHash").asText();
        assertThat(PasswordHash.parse(hash).matches("correct horse")).isTrue();
        assertThat(setPassword(link, "password=another+one&again=another+one").status())
                .isEqualTo(404);
        assertThat(admin.send(admin.request(link).GET()).status()).isEqualTo(404);
        assertThat(admin.get(PEOPLE + "/changes").json().path("items").findValuesAsText("action"))
                .containsExactly("password_set", "link_made", "added");
    }

    @Test
    void linkIsForThoseAloneWhoAreHereAndHaveAUserName() throws Exception {
        put(PEOPLE + "/p1", "{\"name\":\"A\",\"role\":\"staff\"}");

        assertThat(admin.post(PEOPLE + "/p1/password-link" + BY, "").status()).isEqualTo(422);
        assertThat(admin.post(PEOPLE + "/p2/password-link" + BY, "").status()).isEqualTo(404);
    }

    private Answer setPassword(String link, String form) throws Exception {
        return admin.send(admin.request(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(RunningAdmin.body(form)));
    }

    @Test
    void threeThousandPeopleAreImportedWithinFiveSeconds() throws Exception {
        String file = pupils(3000);
        long begun = System.nanoTime();
        JsonNode report = importPeople(file, "");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(report.path("added").asInt()).isEqualTo(3000);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        assertThat(published("persons")).hasSize(3000);
    }

    @Test
    void classHasTeachersPupilsAndATimetable() throws Exception {
        importPeople("id,name,role,year\na,A,,7\nb,B,,7\nt,T,staff,\n", "");
        String body = "{\"name\":\"7B Mathematics\",\"teachers\":[\"t\"],\"pupils\":[\"b\",\"a\"],\"lessons\":"
                + "[{\"day\":\"monday\",\"from\":\"08:45\",\"to\":\"09:40\",\"room\":\"library\"}]}";

        JsonNode put = put("/api/v1/classes/7b-ma", body);

        assertThat(put.path("pupils").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(put.path("lessons").path(0).path("room").asText()).isEqualTo("library");
        assertThat(admin.get(PEOPLE + "?class=7b-ma").json().path("items")).hasSize(2);
        assertThat(published("classes").path(0).path("teachers").toString()).isEqualTo("[\"t\"]");
        assertThat(put("/api/v1/classes/7b-ma", body.replace("\"b\",\"a\"", "\"a\""))
                        .path("pupils")
                        .toString())
                .isEqualTo("[\"a\"]");
        assertThat(admin.delete("/api/v1/classes/7b-ma" + BY).status()).isEqualTo(204);
        assertThat(admin.get(PEOPLE + "?id=a").json().path("items").path(0).path("classes"))
                .isEmpty();
        assertThat(admin.delete("/api/v1/classes/7b-ma" + BY).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"teachers\":[\"nobody\"]",
                "\"teachers\":[\"a\"]",
                "\"pupils\":[\"t\"]",
                "\"lessons\":[{\"day\":\"mo\",\"from\":\"08:00\",\"to\":\"09:00\"}]",
                "\"lessons\":[{\"day\":\"monday\"}]",
                "\"lessons\":[{\"day\":\"monday\",\"period\":\"1\"}]",
                "\"lessons\":[{\"day\":\"monday\",\"from\":\"09:00\",\"to\":\"08:00\"}]",
                "\"lessons\":[{\"day\":\"monday\",\"from\":\"8\",\"to\":\"09:00\"}]",
                "\"lessons\":[{\"day\":\"monday\",\"from\":\"08:00\",\"to\":\"09:00\",\"room\":\"nowhere\"}]",
                "\"lessons\":[{\"day\":\"monday\",\"from\":\"08:00\",\"to\":\"09:00\",\"week\":\"A\"}]",
            })
    void classThatCannotBeIsRefused(String field) throws Exception {
        importPeople("id,name,role,year\na,A,,7\nt,T,staff,\n", "");

        Answer answer = admin.put("/api/v1/classes/c" + BY, "application/json", "{\"name\":\"C\"," + field + "}");

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void deviceIsOneWhateverItsAddressesAndSaysWhenItChanged() throws Exception {
        Instant before = Instant.now().minusMillis(1);
        put(PEOPLE + "/p1", "{\"name\":\"A\",\"role\":\"staff\"}");

        JsonNode device = put(
                "/api/v1/devices/d1",
                "{\"kind\":\"computer\",\"addresses\":[\"10.1.0.5\",\"fd00::5\"],\"macs\":[\"02-00-5E-10-00-FF\"],"
                        + "\"owner\":\"p1\",\"groups\":[\"loans\"],\"trustsCa\":true}");

        assertThat(device.path("macs").path(0).asText()).isEqualTo("02:00:5e:10:00:ff");
        assertThat(Instant.parse(device.path("changedAt").asText())).isAfter(before);
        assertThat(published("devices").path(0).path("owner").asText()).isEqualTo("p1");
        assertThat(ids("/api/v1/devices?owner=p1&kind=computer&group=loans")).containsExactly("d1");
        assertThat(ids("/api/v1/devices?kind=phone")).isEmpty();
        assertThat(admin.delete(PEOPLE + "/p1" + BY).status()).isEqualTo(204);
        assertThat(published("devices").path(0).path("owner").isTextual()).isFalse();
        assertThat(admin.delete("/api/v1/devices/d1" + BY).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"toaster\"}",
                "{\"owner\":\"nobody\"}",
                "{\"role\":\"none\"}",
                "{\"owner\":\"p1\",\"role\":\"staff\"}",
                "{\"addresses\":[\"host.example\"]}",
                "{\"addresses\":[\"10.1.0.9\"]}",
                "{\"addresses\":[\"10.1.0.8\",\"::ffff:10.1.0.8\"]}",
                "{\"macs\":[\"02:00:5e\"]}",
                "{\"groups\":[\"A B\"]}",
            })
    void deviceThatCannotBeIsRefused(String body) throws Exception {
        put(PEOPLE + "/p1", "{\"name\":\"A\",\"role\":\"staff\"}");
        put("/api/v1/devices/taken", "{\"addresses\":[\"10.1.0.9\"]}");

        assertThat(admin.put("/api/v1/devices/d1" + BY, "application/json", body)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void devicesAreImportedWithTheirOwners() throws Exception {
        put(PEOPLE + "/p1", "{\"name\":\"A\",\"username\":\"sam\",\"role\":\"staff\"}");
        String file = "Asset tag;Type;WiFi MAC;Ethernet MAC;IP address;Assigned user;Role;Groups;CA installed\n"
                + "LAP-1;Laptop;02005e100001;02005e100002;10.1.0.5, fd00::5;SAM;;Loans;yes\n"
                + "TILL-1;till;;;10.1.0.7;;Key stage 3;;no\n";

        Answer answer = tryImport("/api/v1/devices/import", file, "&full=true");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode first = published("devices").path(0);
        assertThat(first.path("id").asText()).isEqualTo("lap-1");
        assertThat(first.path("owner").asText()).isEqualTo("p1");
        assertThat(first.path("macs")).hasSize(2);
        assertThat(first.path("addresses")).hasSize(2);
        Answer wrong =
                tryImport("/api/v1/devices/import", file.replace("SAM", "kim").replace("till;;;", "toaster;;;"), "");
        assertThat(wrong.json().path("errors").path(0).path("line").asInt()).isEqualTo(3);
        Answer nobody = tryImport("/api/v1/devices/import", file.replace("SAM", "kim"), "");
        assertThat(nobody.json().path("errors").path(0).path("column").asInt()).isEqualTo(58);
    }

    private JsonNode put(String path, String body) throws Exception {
        Answer answer = admin.put(path + BY, "application/json", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode importPeople(String file, String query) throws Exception {
        Answer answer = tryImport(file, query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private Answer tryImport(String file, String query) throws Exception {
        return tryImport(PEOPLE + "/import", file, query);
    }

    private Answer tryImport(String route, String file, String query) throws Exception {
        return admin.send(admin.admin(route + BY + query)
                .header("Content-Type", "text/csv")
                .POST(RunningAdmin.body(file)));
    }

    private List<String> ids(String path) throws Exception {
        List<String> ids = new ArrayList<>();
        admin.get(path)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private JsonNode manifest() throws Exception {
        return admin.send(admin.gateway("/gateway/v1/bundle").GET()).json();
    }

    private String published() throws Exception {
        for (JsonNode file : manifest().path("files")) {
            if (file.path("role").asText().equals("people")) {
                return admin.send(admin.gateway("/gateway/v1/files/"
                                        + file.path("sha256").asText())
                                .GET())
                        .text();
            }
        }
        throw new AssertionError("the bundle has no people");
    }

    private JsonNode published(String what) throws Exception {
        return new ObjectMapper().readTree(published()).path(what);
    }

    private static String pupils(int count) {
        return "id,name,username,year,class\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "p%d,Pupil %d,user%d,%d,\"%dB,%dMa%d\"\n"
                                .formatted(i, i, i, 7 + i % 3, 7 + i % 3, 7 + i % 3, i % 20))
                        .collect(Collectors.joining());
    }
}
