package org.schoolgate.admin.roster;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People from one table, a row each, or a row for each class that one is in. */
final class PeopleCsv {
    private static final Column ID = Column.one(
            "id",
            "person id",
            "pupil id",
            "student id",
            "staff id",
            "upn",
            "unique pupil number",
            "admission number",
            "admission no",
            "adno",
            "admno",
            "mis id",
            "sims id",
            "employee number",
            "employee id",
            "external id",
            "sourcedid",
            "student number");
    private static final Column USERNAME = Column.one(
            "username",
            "user name",
            "user",
            "login",
            "login name",
            "account",
            "account name",
            "samaccountname",
            "network login",
            "user principal name",
            "userprincipalname",
            "logon name",
            "user logon name");
    private static final Column NAME = Column.one(
            "name",
            "display name",
            "full name",
            "preferred name",
            "pupil name",
            "student name",
            "staff name",
            "known as",
            "legal name");
    private static final Column FIRST = Column.one(
            "forename",
            "preferred forename",
            "preferred first name",
            "chosen name",
            "first name",
            "firstname",
            "given name",
            "legal forename",
            "legal first name");
    private static final Column LAST = Column.one(
            "surname",
            "preferred surname",
            "preferred last name",
            "last name",
            "lastname",
            "family name",
            "legal surname",
            "legal last name");
    private static final Column ROLE =
            Column.one("role", "type", "person type", "user type", "position", "category", "staff type");
    private static final Column YEAR = Column.one(
            "year",
            "year group",
            "yeargroup",
            "year code",
            "nc year",
            "nc year actual",
            "national curriculum year",
            "grade",
            "grade level",
            "grades",
            "yr",
            "current nc year",
            "year taught in");
    private static final Column CLASS = Column.several(
            "class",
            "classes",
            "class name",
            "form",
            "form group",
            "reg group",
            "reg",
            "registration group",
            "tutor group",
            "tutor",
            "homeroom",
            "teaching groups",
            "groups",
            "group",
            "section");
    private static final Column LEAVER =
            Column.one("leaver", "left", "leaving date", "date of leaving", "leave date", "end date", "doL");
    private static final Column PASSWORD =
            Column.one("password", "initial password", "new password", "default password", "pwd");

    private static final List<Column> COLUMNS =
            List.of(ID, USERNAME, NAME, FIRST, LAST, ROLE, YEAR, CLASS, LEAVER, PASSWORD);

    private static final String BETWEEN_CLASSES = "[,;|]";

    private PeopleCsv() {}

    static Roster read(String file, byte[] content, RosterRules rules) {
        Mistakes mistakes = new Mistakes();
        Table table = Table.read(file, content, COLUMNS, List.of(ID, USERNAME), mistakes);
        PeopleReading reading = new PeopleReading(rules, mistakes);
        for (Row row : table.rows()) {
            reading.add(cells(row, rules, mistakes), row.has(CLASS) ? classes(row, reading) : null);
        }
        if (table.rows().isEmpty() && mistakes.count() == 0) {
            mistakes.add(table.header(), "no people (expected: a row for each, below the header)");
        }
        mistakes.throwIfAny();
        return new Roster(reading.people(), reading.classes(), table.passedOver());
    }

    private static PersonCells cells(Row row, RosterRules rules, Mistakes mistakes) {
        Cell id = row.get(ID).isEmpty() ? row.get(USERNAME) : row.get(ID);
        return new PersonCells(
                id,
                name(row),
                optional(row, USERNAME),
                optional(row, ROLE),
                optional(row, YEAR),
                isLeaver(row.get(LEAVER), rules, mistakes),
                optional(row, PASSWORD));
    }

    /** In one cell, or where that is empty and there are others, in these. */
    private static List<Cell> name(Row row) {
        boolean isInParts = row.get(NAME).isEmpty() && (row.has(FIRST) || row.has(LAST));
        return isInParts ? List.of(row.get(FIRST), row.get(LAST)) : List.of(row.get(NAME));
    }

    private static @Nullable Cell optional(Row row, Column column) {
        return row.has(column) ? row.get(column) : null;
    }

    private static Set<String> classes(Row row, PeopleReading reading) {
        Set<String> ids = new LinkedHashSet<>();
        for (Cell cell : row.all(CLASS)) {
            for (String name : cell.text().split(BETWEEN_CLASSES)) {
                if (!name.isBlank()) {
                    ids.add(reading.addClass(cell.place(), RosterId.of(name.strip()), name.strip()));
                }
            }
        }
        return ids;
    }

    /** Yes or no, or the date of the last day. */
    private static boolean isLeaver(Cell cell, RosterRules rules, Mistakes mistakes) {
        if (YesOrNo.isYes(cell) || YesOrNo.isNo(cell)) {
            return YesOrNo.isYes(cell);
        }
        return SchoolDate.read(cell, mistakes)
                .map(last -> last.isBefore(rules.today()))
                .orElse(false);
    }
}
