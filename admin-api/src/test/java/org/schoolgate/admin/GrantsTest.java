package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What teachers open for a lesson, over REST. */
final class GrantsTest extends OneAdmin {
    private static final String GRANTS = "/api/v1/grants";
    private static final String POLICY = """
            format: 1
            school: {name: Test School, time_zone: Asia/Dubai}
            zones:
              - {id: room12, name: Room 12, networks: [10.1.0.0/16], roles: [ks3, staff], unidentified: ks3}
              - {id: terminals, name: Terminals, networks: [10.2.0.0/16], roles: [ks3], shared_address: true}
            sites:
              - {id: video, name: Video, hosts: [video.example], companions: [cdn.example]}
              - {id: other, name: Other, hosts: [other.example]}
            roles:
              ks3: {audience: ks3, default: allow, blocked_categories: [games, chat, gambling]}
              staff: {audience: adult, default: allow}
            entries: [{pattern: video.example, action: block}, {pattern: cdn.example, action: block}]
            grantable: {categories: [games], sites: [video]}
            """;

    @BeforeAll
    static void publishPolicyAndLists() throws Exception {
        assertThat(admin.put("/api/v1/policy", "application/yaml", POLICY).status())
                .isEqualTo(200);
        for (String category : new String[] {"games", "chat"}) {
            String source = "/api/v1/lists/sources/" + category + "?format=domains&category=" + category;
            assertThat(admin.put(source, "application/octet-stream", category + ".example\n")
                            .status())
                    .isEqualTo(200);
        }
        String both = "/api/v1/lists/sources/both?format=domains&category=chat";
        assertThat(admin.put(both, "application/octet-stream", "play.games.example\n")
                        .status())
                .isEqualTo(200);
    }

    private static Answer post(String fields) throws Exception {
        String until = Instant.now().plus(30, ChronoUnit.MINUTES).toString();
        String json = "{'by':'t.reed','activity':'Chess'," + fields + ",'until':'" + until + "'}";
        return admin.post(GRANTS, json.replace('\'', '"'));
    }

    private static String explain(String url) throws Exception {
        JsonNode why =
                admin.get("/api/v1/explain?role=ks3&zone=room12&url=" + url).json();
        return why.path("decision").asText() + " " + why.path("rule").asText();
    }

    @Test
    void categoryIsOpenInTheRoomUntilTheTeacherEndsIt() throws Exception {
        assertThat(explain("games.example")).isEqualTo("block role/ks3");
        JsonNode grant = post("'room':'room12','category':'games'").json();
        String id = grant.path("id").asText();
        assertThat(grant.path("activity").asText()).isEqualTo("Chess");
        assertThat(explain("games.example")).isEqualTo("allow grant/" + id);
        assertThat(explain("play.games.example")).as("chat too").isEqualTo("block role/ks3");
        assertThat(admin.delete(GRANTS + "/" + id + "?by=t.reed").status()).isEqualTo(204);
        assertThat(explain("games.example")).isEqualTo("block role/ks3");
    }

    @Test
    void siteIsOpenWithAllThatItNeeds() throws Exception {
        JsonNode grant = post("'room':'room12','site':'video'").json();
        String id = grant.path("id").asText();
        assertThat(grant.path("hosts")).extracting(JsonNode::asText).containsExactly("video.example", "cdn.example");
        assertThat(explain("video.example")).isEqualTo("allow grant/" + id);
        assertThat(explain("a.cdn.example")).isEqualTo("allow grant/" + id);
        admin.delete(GRANTS + "/" + id + "?by=t.reed");
    }

    @Test
    void hostIsOpenIfAllThatIsKnownOfItIsGrantable() throws Exception {
        JsonNode grant = post("'class':'7b','hosts':['Games.example']").json();
        assertThat(grant.path("class").asText()).isEqualTo("7b");
        assertThat(explain("games.example")).as("of that class alone").isEqualTo("block role/ks3");
    }

    /** Columns: what is sent, the field at fault, a part of the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'category':'games' | class | 0 of class, deviceGroup, room are given (expected: one)
                    'class':'7b','room':'room12','category':'games' | room | 2 of class, deviceGroup, room
                    'room':'terminals','category':'games' | room | one address for many people
                    'room':'hall','category':'games' | room | a zone of the policy
                    'class':'7b' | site | 0 of site, hosts and category are given
                    'class':'7b','site':'video','category':'games' | site | 2 of site, hosts and category
                    'class':'7b','category':'chat' | category | the category chat is not grantable by the policy (expected: games)
                    'class':'7b','category':'gambling' | category | the category gambling is not grantable
                    'class':'7b','category':'gamess' | category | nearest: games
                    'class':'7b','site':'other' | site | the site other is not grantable by the policy (expected: video)
                    'class':'7b','site':'films' | site | the site films is not grantable
                    'class':'7b','hosts':[] | hosts | 0 (expected: 1 to 50)
                    'class':'7b','hosts':['a/b'] | hosts | a/b:
                    'class':'7b','hosts':['unlisted.example'] | hosts | unlisted.example is on no list
                    'class':'7b','hosts':['games.example','play.games.example'] | hosts | which lists have as chat
                    """)
    void whatTheTeacherMayNotOpenIsRefusedWithItsField(String fields, String field, String message) throws Exception {
        Answer answer = post(fields);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        JsonNode error = answer.json().path("errors").path(0);
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("message").asText()).contains(message);
    }

    @Test
    void grantIsOverWithinFourHours() throws Exception {
        String until = Instant.now().plus(241, ChronoUnit.MINUTES).toString();
        Answer answer = admin.post(
                GRANTS,
                "{\"by\":\"t.reed\",\"activity\":\"x\",\"class\":\"7b\",\"category\":\"games\",\"until\":\"" + until
                        + "\"}");
        assertThat(answer.json().path("detail").asText()).contains("within 4 hours");
    }
}
