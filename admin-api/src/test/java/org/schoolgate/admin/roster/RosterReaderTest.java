package org.schoolgate.admin.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.rules.policy.Audience;
import org.schoolgate.rules.policy.Role;

final class RosterReaderTest {
    private static final RosterRules RULES = new RosterRules(
            new RoleNames(List.of(
                    new Role("ks1", "Key stage 1", Audience.KS1),
                    new Role("ks2", "Key stage 2", Audience.KS2),
                    new Role("ks3", "Key stage 3", Audience.KS3),
                    new Role("ks4", "Key stage 4", Audience.KS4),
                    new Role("staff", "Staff", Audience.ADULT),
                    new Role("governor", "Trustee of the school", Audience.ADULT),
                    new Role("visitor", "Visitor", Audience.ADULT))),
            YearGroups.STANDARD,
            null,
            LocalDate.parse("2026-09-15"));

    /** Each of the twenty is refused whole, with the place of its mistake. */
    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                broken("", 1, 1, "no header"),
                broken("first,second\na,b\n", 1, 1, "no header"),
                broken("usrname,name,year\na,A,7\n", 1, 1, "no header", "username"),
                broken("id,name,year\n", 1, 1, "no people"),
                broken("id,name,year\na,A,27\n", 2, 5, "year group: \"27\""),
                broken("id,name,role\na,A,Staf\n", 2, 5, "role: \"Staf\"", "staff"),
                broken("id,name,year\na,,7\n", 2, 3, "name: \"\""),
                broken("id,name,year\n,A,7\n", 2, 1, "id: \"\""),
                broken("id,name\na,A\n", 2, 1, "neither a role nor a year group"),
                broken("id,name,role\na,A,Student\n", 2, 5, "a year group with it"),
                broken("id,name,year\na,A,7\na,B,7\n", 3, 1, "another name than in line 2"),
                broken("id,name,year\na,A,7\na,A,8\n", 3, 1, "another year group than in line 2"),
                broken(
                        "id,name,username,year\na,A,sam,7\nb,B,SAM,7\n",
                        3,
                        1,
                        "user name: that of \"b\" is also that of \"a\""),
                broken("id,name,year\nA/1,A,7\na 1,B,7\n", 3, 1, "cannot be told from \"a/1\""),
                broken("id,name,year\n\"a,A,7\nb,B,7\n", 2, 1, "a quote that is not closed"),
                broken("id,name,year\na,\"A\"x,7\n", 2, 6, "text after a closing quote"),
                broken("id,name,year\na,A \"B,7\n", 2, 5, "a quote within a cell"),
                broken("id,name,year\na,Doe, A,7\n", 2, 10, "cell 4 of a row"),
                broken("id,name,year\na,A\tB,7\n", 2, 3, "in one line"),
                broken("id,name,year,leaving date\na,A,7,soon\n", 2, 7, "date: \"soon\""),
                broken("id,name,username,year,password\na,A,sam,7,short\n", 2, 11, "password: 5 characters"),
                broken("id,name,year,password\na,A,7,long enough\n", 2, 7, "without a user name"),
                broken("id,name,username,year\na,A,sam:1,7\n", 2, 5, "user name"),
                broken("id,name,year,id\na,A,7,b\n", 1, 14, "column: \"id\""),
                broken("id,name,year\n" + ",".repeat(5000), 2, 1001, "1001 cells of a row"),
                broken(",".repeat(1 << 17) + "\na,b\n", 1, 1, "no header"));
    }

    private static Arguments broken(String file, int line, int column, String message, String... nearest) {
        return Arguments.of(file, line, column, message, nearest.length == 0 ? null : nearest[0]);
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void brokenFileIsRefusedWithThePlaceOfItsMistake(
            String file, int line, int column, String message, String nearest) {
        List<Mistake> mistakes = refusal(bytes(file)).mistakes();

        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.get(0).message()).contains(message);
        assertThat(mistakes.get(0)).extracting(Mistake::line, Mistake::column).containsExactly(line, column);
        assertThat(mistakes.get(0).nearest()).isEqualTo(nearest);
    }

    @Test
    void allMistakesAreToldAtOnceAndARowThatIsRightIsNone() {
        InvalidRosterException refusal =
                refusal(bytes("id,name,role\na,A,Staf\nb,B,staff\nc,,Govenor\n\"d\"x,D,staff\n"));

        assertThat(refusal.count()).isEqualTo(4);
        assertThat(refusal.mistakes()).extracting(Mistake::line).containsExactly(2, 4, 4, 5);
        assertThat(refusal).hasMessageStartingWith("4 mistakes, the first: people.csv:2:5: role");
    }

    @Test
    void aPasswordIsNeverSaid() {
        InvalidRosterException refusal = refusal(bytes(
                "id,name,username,year,password\na,A,sam,7,pw1\nb,B,kim,7,hunter2hunter2\nb,B,kim,7,swordfish\n"));

        assertThat(refusal.mistakes().toString()).doesNotContain("pw1", "hunter2", "swordfish");
        assertThat(refusal.mistakes()).extracting(Mistake::line).containsExactly(2, 4);
    }

    @Test
    void fileInAnotherEncodingIsRefusedAtTheFirstByteThatIsNotText() {
        byte[] latin = ("id,name,year\na,Zoë,7\n" + "b,Zoë,7\n".repeat(2000)).getBytes(StandardCharsets.ISO_8859_1);

        List<Mistake> mistakes = refusal(latin).mistakes();

        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.get(0)).extracting(Mistake::line, Mistake::column).containsExactly(2, 5);
        assertThat(mistakes.get(0).message()).startsWith("byte 0xeb is not UTF-8");
    }

    @Test
    void fileIsNotReadBeyondTheRowsAndCellsThatASchoolHas() {
        String person = "a,A,staff";

        assertThat(refusal(bytes("id,name,role\n" + (person + "\n").repeat(300_000))))
                .hasMessage("1 mistake: people.csv:200001:1: 200001 rows (expected: at most 200000)");
        String wide = ",".repeat(900);
        assertThat(refusal(bytes("id,name,role" + wide + "\n" + (person + wide + "\n").repeat(3000))))
                .hasMessage("1 mistake: people.csv:2215:1: 2000145 cells (expected: at most 2000000)");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,''", "UTF-8,\ufeff", "UTF-16LE,\ufeff", "UTF-16BE,\ufeff"})
    void namesInAnyScriptAreReadInEveryEncodingThatSaysWhatItIs(Charset encoding, String mark) {
        String file = mark + "id,name,year\na,مريم الهاشمي,7\nb,王小明,7\nc,Zoe\u0308 O’Brien 𠮷,7\n";

        Roster roster = read(file.getBytes(encoding));

        assertThat(roster.people())
                .extracting(RosterPerson::name)
                .containsExactly("مريم الهاشمي", "王小明", "Zo\u00eb O’Brien 𠮷");
    }

    static Stream<Arguments> separatorsAndLineEnds() {
        return Stream.of(",", ";", "\t", "|")
                .flatMap(separator -> Stream.of("\n", "\r\n", "\r").map(end -> Arguments.of(separator, end)));
    }

    @ParameterizedTest
    @MethodSource("separatorsAndLineEnds")
    void separatorAndLineEndsAreFound(String separator, String lineEnd) {
        String file = String.join(lineEnd, "\"id\",\"name\",\"year\"", "a,\"A \"\"B\"\" C\",7", "", "b, B ,8")
                .replace(",", separator);

        assertThat(read(bytes(file)).people())
                .extracting(RosterPerson::id, RosterPerson::name, RosterPerson::year)
                .containsExactly(tuple("a", "A \"B\" C", "7"), tuple("b", "B", "8"));
    }

    @Test
    void titleOfAReportIsPassedOverAndColumnsThatAreNotKnownAreNamed() {
        Roster roster = read(bytes(
                "Pupils on roll;;;\n\nUPN;Legal Surname;Forename;Preferred Surname;NC Year;Reg Group;Date of birth\n"
                        + "A820200001;Old;Sam;New;Year 4;4B;2018-01-01\n"));

        assertThat(roster.passedOver()).containsExactly("Legal Surname", "Date of birth");
        assertThat(roster.people()).singleElement().satisfies(person -> {
            assertThat(person.id()).isEqualTo("a820200001");
            assertThat(person.name()).isEqualTo("Sam New");
            assertThat(person.role()).isEqualTo("ks2");
            assertThat(person.classes()).containsExactly("4b");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Nursery,nursery,ks1",
        "FS1,nursery,ks1",
        "Reception,reception,ks1",
        "R,reception,ks1",
        "FS2,reception,ks1",
        "Year 1,1,ks1",
        "Y2,2,ks1",
        "3,3,ks2",
        "Yr 06,6,ks2",
        "Year 7,7,ks3",
        "NC Year 9,9,ks3",
        "y10,10,ks4",
        "Year Group 13,13,ks4",
        "Grade 6,7,ks3"
    })
    void yearGroupGivesTheRole(String written, String year, String role) {
        RosterPerson person =
                read(bytes("id,name,year\na,A," + written + "\n")).people().get(0);

        assertThat(person.year()).isEqualTo(year);
        assertThat(person.role()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "Teacher,staff",
        "STAFF,staff",
        "Teaching Assistant,staff",
        "governor,governor",
        "Trustee,governor",
        "Trustee of the school,governor",
        "Guest,visitor",
        "Key Stage 3,ks3",
        "ks4,ks4"
    })
    void roleIsFoundByItsIdItsTitleAndWhatSystemsCallIt(String written, String role) {
        assertThat(read(bytes("id,name,role\na,A," + written + "\n"))
                        .people()
                        .get(0)
                        .role())
                .isEqualTo(role);
    }

    @Test
    void personWithARowForEachClassIsInAllOfThem() {
        Roster roster = read(bytes("id,name,year,class\na,A,7,7B\na,A,7,7/Ma1\na,A,7,\"7En, الصف\"\n"));

        assertThat(roster.people())
                .singleElement()
                .satisfies(person -> assertThat(person.classes()).hasSize(4).contains("7b", "7-ma1", "7en"));
        assertThat(roster.classes()).extracting(RosterClass::name).containsExactly("7B", "7/Ma1", "7En", "الصف");
    }

    @Test
    void idsThatSystemsGiveBecomeOursAndThoseInOtherScriptsStayApart() {
        assertThat(RosterId.of("A/12 34")).isEqualTo("a-12-34");
        assertThat(RosterId.of("Sam@School.example")).isEqualTo("sam-school.example");
        assertThat(RosterId.of("مريم")).matches("[0-9a-f]{10}").isNotEqualTo(RosterId.of("ليلى"));
        assertThat(RosterId.of("x".repeat(100))).hasSize(64).isNotEqualTo(RosterId.of("x".repeat(99)));
    }

    @Test
    void leaverIsOneWhoseLastDayIsOver() {
        Roster roster =
                read(bytes("id,name,year,leaving date\na,A,7,14/09/2026\nb,B,7,2026-09-15\nc,C,7,\nd,D,7,yes\n"));

        assertThat(roster.people()).extracting(RosterPerson::isLeaver).containsExactly(true, false, false, true);
    }

    @Test
    void roleThatIsGivenForTheFileIsThatOfThoseWithoutOne() {
        RosterRules staff = new RosterRules(RULES.roles(), RULES.years(), "staff", RULES.today());

        Roster roster = RosterReader.read("staff.csv", bytes("login,full name\nm.kay,M Kay\n"), staff);

        assertThat(roster.people())
                .extracting(RosterPerson::id, RosterPerson::role)
                .containsExactly(tuple("m.kay", "staff"));
    }

    private static Roster read(byte[] content) {
        return RosterReader.read("people.csv", content, RULES);
    }

    private static InvalidRosterException refusal(byte[] content) {
        return catchThrowableOfType(InvalidRosterException.class, () -> read(content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
