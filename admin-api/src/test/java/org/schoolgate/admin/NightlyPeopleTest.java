package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NightlyPeopleTest {
    private static final String MANIFEST =
            "propertyName,value\noneroster.version,1.1\nfile.users,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n";
    private static final String USERS = "sourcedId,enabledUser,role,username,givenName,familyName,grades\n";

    @TempDir
    private Path folder;

    private Path roster;
    private RunningAdmin admin;

    @BeforeEach
    void start() throws Exception {
        roster = Files.createDirectory(folder.resolve("roster"));
        Files.writeString(roster.resolve("manifest.csv"), MANIFEST);
        Files.writeString(roster.resolve("classes.csv"), "sourcedId,title\n");
        Files.writeString(roster.resolve("enrollments.csv"), "sourcedId,classSourcedId,userSourcedId\n");
        admin = RunningAdmin.start(RunningAdmin.config(folder.resolve("data"), List.of(), null, null, roster));
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void leaversAreGoneInTheMorningAndThoseWhoCameByHandStay() throws Exception {
        assertThat(health()).isEqualTo("ok: not read yet: it is at three each night");
        admin.put("/api/v1/people/cook?by=a", "application/json", "{\"name\":\"Cook\",\"role\":\"staff\"}");
        Files.writeString(
                roster.resolve("users.csv"), USERS + "U1,true,student,one,O,One,07\nU2,true,teacher,two,T,Two,\n");
        admin.server().nightlyPeople().run();
        assertThat(ids()).containsExactly("cook", "u1", "u2");

        Files.writeString(roster.resolve("users.csv"), USERS + "U2,true,teacher,two,T,Two,\n");
        admin.server().nightlyPeople().run();

        assertThat(ids()).containsExactly("cook", "u2");
        assertThat(health()).startsWith("ok: read at ").endsWith(", 1 people");
        JsonNode left = admin.get("/api/v1/people/changes").json().path("items").path(0);
        assertThat(left.path("action").asText()).isEqualTo("left");
        assertThat(left.path("by").asText()).isEqualTo("schoolgate");
    }

    @Test
    void nightInWhichNothingChangedPublishesNothing() throws Exception {
        Files.writeString(roster.resolve("users.csv"), USERS + "U1,true,student,one,O,One,07\n");
        admin.server().nightlyPeople().run();
        String before = admin.send(admin.gateway("/gateway/v1/bundle").GET()).text();

        admin.server().nightlyPeople().run();

        assertThat(admin.send(admin.gateway("/gateway/v1/bundle").GET()).text()).isEqualTo(before);
    }

    @Test
    void rosterWithMistakesChangesNothingAndHealthSaysSoWithoutNames() throws Exception {
        Files.writeString(roster.resolve("users.csv"), USERS + "U1,true,student,one,O,One,07\n");
        admin.server().nightlyPeople().run();
        Files.writeString(roster.resolve("users.csv"), USERS + "U3,true,pupli,three,Thea,Three,07\n");

        admin.server().nightlyPeople().run();

        assertThat(ids()).containsExactly("u1");
        assertThat(health())
                .isEqualTo(
                        "warn: refused for 1 mistakes; schoolgate people import PATH --full --source nightly --dry-run shows them");
    }

    @Test
    void rosterThatIsGoneChangesNothing() throws Exception {
        Files.writeString(roster.resolve("users.csv"), USERS + "U1,true,student,one,O,One,07\n");
        admin.server().nightlyPeople().run();
        Files.delete(roster.resolve("users.csv"));

        admin.server().nightlyPeople().run();

        assertThat(ids()).containsExactly("u1");
        assertThat(health()).startsWith("warn: refused");
    }

    private List<String> ids() throws Exception {
        return admin.get("/api/v1/people").json().path("items").findValuesAsText("id");
    }

    private String health() throws Exception {
        for (JsonNode check : admin.get("/api/v1/health").json().path("checks")) {
            if (check.path("name").asText().equals("people")) {
                return check.path("level").asText() + ": " + check.path("text").asText();
            }
        }
        return "";
    }
}
