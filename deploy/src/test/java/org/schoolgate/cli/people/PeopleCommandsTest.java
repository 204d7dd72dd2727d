package org.schoolgate.cli.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.admin.AdminConfig;
import org.schoolgate.admin.AdminServer;
import org.schoolgate.cli.CommandLineRun;
import org.schoolgate.rules.url.PublicSuffixes;

/** The commands against an admin process. */
final class PeopleCommandsTest {
    private static final String POLICY = """
            format: 1
            school: {name: A School, time_zone: Europe/London}
            zones:
              - {id: lab, name: Laboratory, networks: [192.0.2.0/24], roles: [ks3]}
            roles:
              ks3: {audience: ks3, default: allow, unlisted: allow}
              staff: {audience: adult, default: allow}
            """;

    @TempDir
    private Path folder;

    private AdminServer admin;

    @BeforeEach
    void start() throws IOException {
        Path data = folder.resolve("data");
        admin = AdminServer.start(new AdminConfig(
                data,
                new InetSocketAddress("127.0.0.1", 0),
                0,
                Set.of(),
                "format: 1\nversion: \"1\"\n",
                PublicSuffixes.DEBIAN,
                POLICY,
                List.of(),
                data.resolve("access"),
                null,
                null,
                Optional.of(data.resolve("gateway").resolve("enrolment.json")),
                null,
                InstantSource.system()));
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void importSaysWhatItWouldDoDoesItAndListsWithoutNames() throws IOException {
        Path file = Files.writeString(
                folder.resolve("pupils.csv"), "id,name,username,year,form,sex\na,Sam One,sam,7,7B,m\n");

        CommandLineRun trial = run("people", "import", file.toString(), "--dry-run", "--by=N.Manager");
        assertThat(trial.out())
                .contains("person  a   added", "warning: pupils.csv:2:17: class: \"7B\" has no teacher")
                .contains("columns that nothing was taken from: sex")
                .contains("1 added, 0 changed, 0 leave, 0 unchanged; 0 passwords set")
                .endsWith("a dry run: nothing was changed\n");
        assertThat(run("people", "import", file.toString(), "--by=n.manager").out())
                .endsWith("published in generation 2\n");

        assertThat(run("people", "list").out()).contains("a   ks3   7     7b").doesNotContain("Sam", "sam");
        assertThat(run("people", "list", "--class=7b", "--by=n.manager", "--reason=a test")
                        .out())
                .contains("Sam One", "sam");
        assertThat(run("people", "list", "--role=staff", "--json").out()).isEmpty();
        assertThat(run("people", "password-link", "a", "--by=n.manager").out()).startsWith("https://127.0.0.1:");
    }

    @Test
    void everyMistakeIsPrintedWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("staff.csv"), "id,name,role\na,A,staf\nb,,staff\n");

        CommandLineRun refused = run("people", "import", file.toString(), "--by=n.manager");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("schoolgate: The import has mistakes: 2 mistakes; nothing is changed")
                .contains("staff.csv:2:5: role: \"staf\" (expected: one of ks3, staff, pupil); did you mean \"staff\"?")
                .contains("staff.csv:3:3: name: \"\"");
    }

    @Test
    void oneRosterFolderIsSentAsAWhole() throws IOException {
        Path roster = Files.createDirectory(folder.resolve("roster"));
        Files.writeString(
                roster.resolve("manifest.csv"),
                "propertyName,value\noneroster.version,1.2\nfile.users,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n");
        Files.writeString(
                roster.resolve("users.csv"),
                "sourcedId,role,username,givenName,familyName,grades\nU1,student,u,A,B,07\n");
        Files.writeString(roster.resolve("classes.csv"), "sourcedId,title\nC1,7B\n");
        Files.writeString(roster.resolve("enrollments.csv"), "sourcedId,classSourcedId,userSourcedId\nE1,C1,U1\n");

        assertThat(run("people", "import", roster.toString(), "--full", "--by=a")
                        .out())
                .contains("1 added");
        assertThat(run("people", "list", "--json").out()).contains("\"source\":\"oneroster\"", "\"classes\":[\"c1\"]");
    }

    @Test
    void devicesAreImportedAndListed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("devices.csv"),
                "asset tag,type,ip address,mac,role\nTab-1,iPad,192.0.2.7,02005e100001,ks3\n");

        assertThat(run("devices", "import", file.toString(), "--by=a").out())
                .contains("1 added, 0 changed, 0 removed, 0 unchanged");
        assertThat(run("devices", "list", "--kind=tablet").out()).contains("tab-1", "192.0.2.7", "02:00:5e:10:00:01");
        assertThat(run("devices", "list", "--group=none").out()).doesNotContain("tab-1");
    }

    private CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data=" + folder.resolve("data"));
        return CommandLineRun.of(all.toArray(String[]::new));
    }
}
