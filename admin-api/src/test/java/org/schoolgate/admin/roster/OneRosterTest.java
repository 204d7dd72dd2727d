package org.schoolgate.admin.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.policy.Audience;
import org.schoolgate.rules.policy.Role;

final class OneRosterTest {
    private static final RosterRules RULES = new RosterRules(
            new RoleNames(
                    List.of(new Role("ks3", "Key stage 3", Audience.KS3), new Role("staff", "Staff", Audience.ADULT))),
            YearGroups.STANDARD,
            null,
            LocalDate.parse("2026-09-15"));

    private final Map<String, String> files = new LinkedHashMap<>(Map.of(
            "manifest.csv",
            "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n",
            "academicSessions.csv",
            "sourcedId,status,dateLastModified,title,type,startDate,endDate\nt1,,,Last,term,2026-04-20,2026-07-17\nt2,,,Now,term,2026-09-01,2026-12-18\n",
            "classes.csv",
            "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds\n"
                    + "C1,,,7B Mathematics,07,,,scheduled,,s1,\"t1,t2\"\nC0,,,6B Mathematics,06,,,scheduled,,s1,t1\n",
            "users.csv",
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
                    + "U1,,,true,s1,student,Sam.One,,Sam,One,,,,,,,07,\n"
                    + "U2,,,true,s1,teacher,kay,,Kay,Two,,,,,,,,\n"
                    + "U3,,,true,s1,parent,pa,,Pa,Three,,,,,,,,\n"
                    + "U4,,,false,s1,student,gone,,Gone,Four,,,,,,,08,\n",
            "enrollments.csv",
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
                    + "E1,,,C1,s1,U1,student,,2026-09-01,2026-12-18\nE2,,,C1,s1,U2,teacher,true,,\n"
                    + "E3,,,C0,s1,U1,student,,,\nE4,,,C1,s1,U4,student,,2025-09-01,2026-07-17\n"));

    @Test
    void folderIsReadWithWhatIsInForceToday() {
        Roster roster = read();

        assertThat(roster.classes())
                .extracting(RosterClass::id, RosterClass::name)
                .containsExactly(tuple("c1", "7B Mathematics"));
        assertThat(roster.people()).extracting(RosterPerson::id).containsExactly("u1", "u2", "u4");
        assertThat(roster.people()).extracting(RosterPerson::username).containsExactly("sam.one", "kay", "gone");
        assertThat(roster.people()).extracting(RosterPerson::name).containsExactly("Sam One", "Kay Two", "Gone Four");
        assertThat(roster.people())
                .extracting(RosterPerson::classes)
                .containsExactly(Set.of("c1"), Set.of("c1"), Set.of());
        assertThat(roster.people()).extracting(RosterPerson::isLeaver).containsExactly(false, false, true);
    }

    @Test
    void rolesAreInAFileOfTheirOwnSinceTheNextVersionAndThePrimaryOneCounts() {
        files.computeIfPresent("manifest.csv", (file, text) -> text.replace("1.1", "1.2"));
        files.put(
                "users.csv",
                "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName\n"
                        + "U1,,,true,sam,,Samuel,One,,,,,,,07,,,,Sam\nU2,,,true,kay,,Kay,Two,,,,,,,,,,,\nU4,,,true,four,,F,Four,,,,,,,08,,,,\n");
        files.put(
                "roles.csv",
                "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
                        + "R1,,,U1,primary,student,,,s1\nR2,,,U2,secondary,parent,,,s1\nR3,,,U2,primary,teacher,,,s1\nR4,,,U4,primary,student,,,s1\n");

        assertThat(read().people()).extracting(RosterPerson::role).containsExactly("ks3", "staff", "ks3");
        assertThat(read().people().get(0).name()).isEqualTo("Sam One");
    }

    @ParameterizedTest
    @CsvSource({
        "manifest.csv,file.users;bulk,file.users;delta,manifest.csv:4:12: file.users: \"delta\" (expected: bulk)",
        "manifest.csv,version;1.1,version;1.0,manifest.csv:3:19: oneroster.version: \"1.0\" (expected: 1.1 or 1.2)",
        "enrollments.csv,s1;U1,s1;U9,enrollments.csv:2:12: userSourcedId: \"U9\" (expected: a user of users.csv)",
        "enrollments.csv,C1;s1;U2,C7;s1;U2,enrollments.csv:3:6: classSourcedId: \"C7\" (expected: a class of classes.csv)",
        "users.csv,student,pupli,users.csv:2:14: role: \"pupli\" (expected: one of",
        "users.csv,07,99,users.csv:2:45: year group: \"99\" (expected: one of",
        "academicSessions.csv,2026-07-17,July,academicSessions.csv:2:27: date: \"July\" (expected: 2026-09-01",
    })
    void mistakeIsToldWithItsPlaceInItsFile(String file, String right, String wrong, String message) {
        files.computeIfPresent(
                file, (name, text) -> text.replaceFirst(right.replace(';', ','), wrong.replace(';', ',')));

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidRosterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void fileThatTheManifestNamesAndThatIsMissingIsToldOf() {
        files.remove("users.csv");

        assertThatThrownBy(this::read)
                .hasMessage("1 mistake: manifest.csv:4:12: users.csv is not there (expected: as the manifest says)");
    }

    @Test
    void zipOfTheFolderIsReadAsTheFolderIs(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("export/" + file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }

        assertThat(RosterReader.read("export.zip", bytes.toByteArray(), RULES)).isEqualTo(read());
        assertThat(RosterReader.read(folder, RULES)).isEqualTo(read());
    }

    @Test
    void zipThatIsTooLargeWhenUnpackedIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("users.csv"));
            zip.write(new byte[RosterReader.MAX_BYTES + 1]);
        }

        assertThatThrownBy(() -> RosterReader.read("export.zip", bytes.toByteArray(), RULES))
                .hasMessageContaining("unpacked, too much");
    }

    @Test
    void zipIsNotUnpackedBeyondTheMaximum() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("users.csv"));
            zip.write(new byte[2 * RosterReader.MAX_BYTES]);
        }
        byte[] cutOffAfterTheMaximum = Arrays.copyOf(bytes.toByteArray(), bytes.size() * 3 / 4);

        assertThatThrownBy(() -> RosterReader.read("export.zip", cutOffAfterTheMaximum, RULES))
                .hasMessageStartingWith("1 mistake: export.zip:1:1: unpacked, too much");
    }

    @Test
    void zipWithTwoFilesOfOneNameIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : List.of("one/", "one/users.csv", "two/", "two/users.csv")) {
                zip.putNextEntry(new ZipEntry(entry));
            }
        }

        assertThatThrownBy(() -> RosterReader.read("export.zip", bytes.toByteArray(), RULES))
                .hasMessageStartingWith("1 mistake: export.zip:1:1: file of the zip: \"users.csv\"");
    }

    private Roster read() {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return OneRoster.read(bytes, RULES);
    }
}
