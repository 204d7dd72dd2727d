package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyTest extends OneAdmin {
    private static final String POLICY = "/api/v1/policy";

    @Test
    void replacementIsPublishedAndGivenBackAsWritten() throws Exception {
        String before = admin.get(POLICY).header("etag");
        String document = "# kept as written\n" + RunningAdmin.text("policy.yaml") + """
                entries:
                  - {pattern: club.example, action: block}
                """;
        Answer answer = admin.put(POLICY, "text/yaml", document);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("warnings").path(0).asText()).contains("adult");
        assertThat(admin.get(POLICY).text()).isEqualTo(document);
        assertThat(admin.get(POLICY).header("etag")).isNotEqualTo(before);
        JsonNode why =
                admin.get("/api/v1/explain?role=staff&url=www.club.example").json();
        assertThat(why.path("step").asText()).isEqualTo("named");
        assertThat(why.path("policyVersion")).isEqualTo(answer.json().path("policyVersion"));
    }

    @Test
    void allMistakesAreNamedAtOnceAndThePolicyInForceStays() throws Exception {
        String inForce = admin.get(POLICY).text();
        String document = RunningAdmin.text("policy.yaml")
                .replace("blocked_categories: [adult]", "blocked_categories: [adlt]")
                .replace("unidentified: ks3", "unidentified: ks4")
                .replace("title: Staff", "titel: Staff");
        Answer answer = admin.put(POLICY, "text/yaml", document);
        assertThat(answer.status()).isEqualTo(422);
        JsonNode errors = answer.json().path("errors");
        assertThat(errors.findValuesAsText("nearest")).contains("adult", "title");
        assertThat(errors.findValuesAsText("line")).hasSize(3).doesNotHaveDuplicates();
        assertThat(errors.path(0).path("file").asText()).isEqualTo("policy.yaml");
        assertThat(errors.path(0).path("column").asInt()).isPositive();
        assertThat(admin.get(POLICY).text()).isEqualTo(inForce);
    }

    @Test
    void replacementOfAVersionThatIsNotInForceIsRefused() throws Exception {
        String read = admin.get(POLICY).header("etag");
        assertThat(replace(read).status()).isEqualTo(200);
        Answer late = replace(read);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().path("type").asText()).endsWith(":precondition-failed");
        String inForce = admin.get(POLICY).header("etag");
        assertThat(inForce).isNotEqualTo(read);
        assertThat(replace(read + ", " + inForce).status()).isEqualTo(200);
        assertThat(replace("*").status()).isEqualTo(200);
    }

    private static Answer replace(String ifMatch) throws Exception {
        return admin.send(admin.admin(POLICY)
                .header("Content-Type", "text/yaml")
                .header("If-Match", ifMatch)
                .PUT(RunningAdmin.body(RunningAdmin.text("policy.yaml"))));
    }

    @Test
    void documentThatIsNotTextIsRefused() throws Exception {
        HttpRequest.BodyPublisher bytes = HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xc3, 0x28});
        Answer answer = admin.send(
                admin.admin(POLICY).header("Content-Type", "text/yaml").PUT(bytes));
        assertThat(answer.status()).isEqualTo(400);
    }

    /** Over HTTP/1.1: in HTTP/2 the JDK's client sends its whole body before it looks at an answer. */
    @Test
    void documentThatIsTooLargeIsRefused() throws Exception {
        HttpRequest.Builder request = admin.admin(POLICY).version(HttpClient.Version.HTTP_1_1);
        Answer answer =
                admin.send(request.header("Content-Type", "text/yaml").PUT(RunningAdmin.body("#".repeat(1 << 21))));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void explanationHasEveryStepOfPrecedence() throws Exception {
        JsonNode why = admin.get("/api/v1/explain?role=ks3&url=https://helpline.example:443/x")
                .json();
        assertThat(why.path("trace").findValuesAsText("number")).hasSize(13).startsWith("1", "2");
        assertThat(why.path("decision").asText()).isEqualTo("allow");
        assertThat(why.path("step").asText()).isEqualTo("help");
        assertThat(why.path("zone").asText()).isEqualTo("library");
    }

    @Test
    void explanationCanBeOfAnotherTimeAndZone() throws Exception {
        String query = "/api/v1/explain?role=ks3&url=a.example&zone=library&at=";
        assertThat(admin.get(query + "2026-07-01T10:42").json().path("at").asText())
                .isEqualTo("2026-07-01T09:42:00Z");
        assertThat(admin.get(query + "2026-07-01T10:42:00Z").json().path("at").asText())
                .isEqualTo("2026-07-01T10:42:00Z");
    }

    @Test
    void policyWithACalendarThatHasEndedIsPublishedWithAWarningWhichHealthRepeats() throws Exception {
        String ended = RunningAdmin.text("policy.yaml")
                + "calendar: {terms: [{name: Autumn, from: 2020-09-03, to: 2020-12-18}]}\n"
                + "rules: [{id: r, roles: [staff], hosts: [club.example], action: block, when: [term]}]\n";
        Answer answer = admin.put(POLICY, "text/yaml", ended);
        assertThat(answer.json().path("warnings").toString())
                .contains("the last term ended on 2020-12-18", "rule r: its time does not come within the next year");
        assertThat(admin.get("/api/v1/health").text()).contains("the last term ended on 2020-12-18");
        JsonNode why = admin.get("/api/v1/explain?role=staff&url=club.example&at=2020-12-16T10:00")
                .json();
        assertThat(why.path("rule").asText()).isEqualTo("r");
        assertThat(why.path("until").asText()).isEqualTo("2020-12-19T00:00:00Z");
        assertThat(admin.put(POLICY, "text/yaml", RunningAdmin.text("policy.yaml"))
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/api/v1/health").text()).doesNotContain("the last term");
    }

    @Test
    void healthAndWhoeverPublishesAreToldThatObserveModeIsOn() throws Exception {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        LocalDate until = today.plusDays(1);
        String observing = RunningAdmin.text("policy.yaml")
                + "observe: {from: " + today + ", until: " + until + ", approved_by: The lead, yes_i_mean: true}\n"
                + "rules: [{id: r, roles: [staff], hosts: [club.example], action: block}]\n";
        String banner = "observe: it is on for everyone until the end of " + until + ", approved by The lead";
        assertThat(admin.put(POLICY, "text/yaml", observing)
                        .json()
                        .path("warnings")
                        .toString())
                .contains(banner);
        assertThat(admin.get("/api/v1/health").text()).contains(banner);
        JsonNode why = admin.get("/api/v1/explain?role=staff&url=club.example").json();
        assertThat(why.path("decision").asText()).isEqualTo("allow");
        assertThat(why.path("rule").asText()).isEqualTo("r");
        assertThat(why.path("trace").toString()).contains("would block, let through by observe mode");
        assertThat(admin.put(POLICY, "text/yaml", RunningAdmin.text("policy.yaml"))
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/api/v1/health").text()).doesNotContain("observe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url=a.example",
                "role=ks3",
                "role=ks9&url=a.example",
                "role=ks3&url=a.example&zone=attic",
                "role=ks3&url=a.example&at=noon",
                "role=ks3&url=ftp://a.example/",
                "role=ks3&url=a%20b",
                "role=ks3&url=a.example:99999",
            })
    void questionThatHasNoAnswerIsRefused(String query) throws Exception {
        assertThat(admin.get("/api/v1/explain?" + query).status()).isEqualTo(400);
    }
}
