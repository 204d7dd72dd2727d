package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people decide for a while, over REST. */
final class LiveFactsTest extends OneAdmin {
    private static final String SESSIONS = "/api/v1/supervised-sessions";
    private static final String RESTRICTIONS = "/api/v1/restrictions";
    private static final String CONTAINMENTS = "/api/v1/containments";
    private static final String DUTIES = "/api/v1/duty-exceptions";

    /** At each hour of each day a lesson begins. */
    private static final String POLICY = """
            format: 1
            school: {name: Test School, time_zone: Asia/Dubai}
            calendar:
              school_days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
              bells: {day: [LESSONS]}
              timetable: [{bells: day}]
            zones:
              - {id: room12, name: Room 12, networks: [10.1.0.0/16], roles: [ks3, staff], unidentified: ks3}
              - {id: terminals, name: Terminals, networks: [10.2.0.0/16], roles: [ks3], shared_address: true}
            risk_floor: [weapons]
            roles:
              ks3: {audience: ks3, default: allow, blocked_categories: [games]}
              staff: {audience: adult, default: allow}
            """.replace(
            "LESSONS",
            IntStream.range(0, 24)
                    .mapToObj(hour -> "{name: %1$d, from: '%1$02d:00', to: '%2$02d:00'}".formatted(hour, hour + 1))
                    .collect(Collectors.joining(", ")));

    @BeforeAll
    static void publishPolicy() throws Exception {
        assertThat(admin.put("/api/v1/policy", "application/yaml", POLICY).status())
                .isEqualTo(200);
    }

    private static String inMinutes(int minutes) {
        return Instant.now().plus(minutes, ChronoUnit.MINUTES).toString();
    }

    private static JsonNode given(String route, String json) throws Exception {
        Answer answer = admin.post(route, json.replace('\'', '"').replace("SOON", inMinutes(30)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static JsonNode explain(String url, String zone) throws Exception {
        return admin.get("/api/v1/explain?role=ks3&zone=" + zone + "&url=" + url)
                .json();
    }

    @Test
    void containmentActsAtOnceUntilItIsEndedAndStaysInTheRecord() throws Exception {
        JsonNode contained = given(
                CONTAINMENTS, "{'by':'d.okafor','what':'Spread.example','note':'A film of a fight','until':'SOON'}");
        String id = contained.path("id").asText();
        assertThat(contained.path("what").asText()).isEqualTo("spread.example");
        assertThat(contained.path("remarks")).isEmpty();
        JsonNode why = explain("a.spread.example", "room12");
        assertThat(why.path("step").asText()).isEqualTo("containment");
        assertThat(why.path("rule").asText()).isEqualTo("containment/" + id);
        assertThat(why.path("generation")).isEqualTo(contained.path("generation"));

        assertThat(admin.delete(CONTAINMENTS + "/" + id + "?by=h.moss").status())
                .isEqualTo(204);
        assertThat(explain("a.spread.example", "room12").path("step").asText()).isNotEqualTo("containment");
        assertThat(admin.delete(CONTAINMENTS + "/" + id + "?by=h.moss").status())
                .isEqualTo(404);
        JsonNode kept = admin.get(CONTAINMENTS).json().path("items").path(0);
        assertThat(kept.path("by").asText()).isEqualTo("d.okafor");
        assertThat(kept.path("endedBy").asText()).isEqualTo("h.moss");
        assertThat(admin.get(CONTAINMENTS + "?open=true").json().path("items"))
                .noneMatch(open -> open.path("id").asText().equals(id));
    }

    @Test
    void pagesAreContainedInTheClearAloneWhichIsSaid() throws Exception {
        JsonNode contained = given(
                CONTAINMENTS, "{'by':'d.okafor','what':'https://video.example/watch?v=7','note':'x','until':'SOON'}");
        assertThat(contained.path("what").asText()).isEqualTo("video.example/watch?v=7");
        assertThat(contained.path("remarks").path(0).asText()).contains("of https the host alone is seen");
        assertThat(explain("http://video.example/watch?v=8", "room12")
                        .path("step")
                        .asText())
                .isNotEqualTo("containment");
        assertThat(explain("http://video.example/watch?v=7%26t=1", "room12")
                        .path("step")
                        .asText())
                .isEqualTo("containment");
        assertThat(explain("https://video.example/", "room12").path("step").asText())
                .isNotEqualTo("containment");
    }

    @Test
    void whatIsOfASetThatEveryoneReachesIsNotContained() throws Exception {
        String body = "{\"by\":\"d.okafor\",\"what\":\"%s\",\"note\":\"x\",\"until\":\"" + inMinutes(30) + "\"}";
        Answer refused = admin.post(CONTAINMENTS, body.formatted("www.helpline.example"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("message").asText())
                .isEqualTo("www.helpline.example is of the help set, which everyone reaches");
        assertThat(admin.post(CONTAINMENTS, body.formatted("updates.example/a")).text())
                .contains("updates.example is of the infrastructure set, which everyone reaches");
        assertThat(admin.post(CONTAINMENTS, body.formatted("example")).text()).contains("is a top-level domain");
    }

    @Test
    void reachIsToldFirstAndNothingIsChanged() throws Exception {
        Answer reach = admin.post(CONTAINMENTS + "?dry_run=true", "{\"what\":\"*.example\"}");
        assertThat(reach.status()).isEqualTo(422);
        reach = admin.post(CONTAINMENTS + "?dry_run=true", "{\"what\":\"school.example\"}");
        assertThat(reach.status()).isEqualTo(200);
        assertThat(reach.json().path("essential"))
                .extracting(found -> found.path("host").asText() + " "
                        + found.path("category").asText() + " "
                        + found.path("contained").asBoolean())
                .containsExactly("help.school.example help false", "search.school.example search true");
        assertThat(admin.get(CONTAINMENTS + "?open=true").text()).doesNotContain("school.example");
    }

    @Test
    void restrictionOfARoomIsAnExam() throws Exception {
        JsonNode exam = given(RESTRICTIONS, "{'by':'t.reed','room':'room12','note':'Resit','until':'SOON'}");
        assertThat(exam.has("categories")).isFalse();
        assertThat(explain("press.example", "room12").path("rule").asText())
                .isEqualTo("restriction/" + exam.path("id").asText());
        admin.delete(RESTRICTIONS + "/" + exam.path("id").asText() + "?by=t.reed");
    }

    @Test
    void untilTheBellIsTheEndOfTheLessonThatIsOn() throws Exception {
        JsonNode session = given(SESSIONS, "{'by':'t.reed','class':'7b','note':'x','until':'bell'}");
        Instant until = Instant.parse(session.path("until").asText());
        assertThat(until).isAfter(Instant.now());
        assertThat(until.atZone(ZoneId.of("Asia/Dubai")).getMinute()).isZero();
    }

    @Test
    void dutyExceptionIsForOthersAndNotOfMalware() throws Exception {
        String body = "{\"by\":\"%s\",\"person\":\"lead\",\"categories\":[\"%s\"],\"note\":\"x\",\"until\":\""
                + inMinutes(30) + "\"}";
        assertThat(admin.post(DUTIES, body.formatted("h.moss", "extremism")).status())
                .isEqualTo(201);
        assertThat(admin.post(DUTIES, body.formatted("lead", "extremism")).text())
                .contains("the person it is for");
        assertThat(admin.post(DUTIES, body.formatted("h.moss", "malware")).text())
                .contains("is of the risk floor");
        assertThat(admin.post(DUTIES, body.formatted("h.moss", "weapons")).text())
                .contains("is of the risk floor");
        assertThat(admin.post(DUTIES, body.formatted("h.moss", "extremsm")).text())
                .contains("nearest: extremism");
    }

    /** Columns: route, the body without what is right in it, the field at fault. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    restrictions | 'person':'sam','note':'x','until':'SOON' | by
                    restrictions | 'by':'T. Reed','person':'sam','note':'x','until':'SOON' | by
                    restrictions | 'by':'t.reed','note':'x','until':'SOON' | person
                    restrictions | 'by':'t.reed','person':'sam','role':'ks3','note':'x','until':'SOON' | role
                    restrictions | 'by':'t.reed','role':'ks33','note':'x','until':'SOON' | role
                    restrictions | 'by':'t.reed','room':'hall','note':'x','until':'SOON' | room
                    restrictions | 'by':'t.reed','person':'sam','note':' ','until':'SOON' | note
                    restrictions | 'by':'t.reed','person':'sam','note':'x' | until
                    restrictions | 'by':'t.reed','person':'sam','note':'x','until':'for ever' | until
                    restrictions | 'by':'t.reed','person':'sam','note':'x','until':'2020-01-01T10:00' | until
                    restrictions | 'by':'t.reed','person':'sam','note':'x','until':'2120-01-01T10:00' | until
                    restrictions | 'by':'t.reed','person':'sam','note':'x','from':'2020-01-01T10:00','until':'SOON' | from
                    restrictions | 'by':'t.reed','person':'sam','categories':[],'note':'x','until':'SOON' | categories
                    restrictions | 'by':'t.reed','person':'sam','categories':['gamess'],'note':'x','until':'SOON' | categories
                    supervised-sessions | 'by':'t.reed','room':'terminals','note':'x','until':'SOON' | room
                    containments | 'by':'t.reed','note':'x','until':'SOON' | what
                    containments | 'by':'t.reed','what':'a b','note':'x','until':'SOON' | what
                    """)
    void whatIsNotAcceptableIsRefusedWithItsField(String route, String body, String field) throws Exception {
        String json = "{" + body.replace('\'', '"').replace("SOON", inMinutes(30)) + "}";
        Answer answer = admin.post("/api/v1/" + route, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "r", "r0", "g1", "r99999999999999999999"})
    void idThatNoneHasIsNotFound(String id) throws Exception {
        assertThat(admin.delete(RESTRICTIONS + "/" + id + "?by=t.reed").status())
                .isEqualTo(404);
    }

    @Test
    void whoEndsItIsNamed() throws Exception {
        assertThat(admin.delete(RESTRICTIONS + "/r1").status()).isEqualTo(400);
    }

    @Test
    void pagesHaveEveryFactOnce() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(
                    0,
                    given(RESTRICTIONS, "{'by':'t.reed','person':'p" + i + "','note':'x','until':'SOON'}")
                            .path("id")
                            .asText());
        }
        List<String> seen = new ArrayList<>();
        JsonNode page = admin.get(RESTRICTIONS + "?limit=2&open=true").json();
        while (true) {
            page.path("items").forEach(fact -> seen.add(fact.path("id").asText()));
            if (!page.has("next")) {
                break;
            }
            page = admin.get(RESTRICTIONS + "?limit=2&open=true&cursor="
                            + page.path("next").asText())
                    .json();
        }
        assertThat(seen).startsWith(ids.toArray(String[]::new)).doesNotHaveDuplicates();
    }
}
