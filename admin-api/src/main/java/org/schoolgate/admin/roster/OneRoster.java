package org.schoolgate.admin.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * People from a folder of OneRoster CSV, version 1.1 or 1.2: {@code manifest.csv} and the files it calls bulk. Those of
 * {@code delta} are refused: what they leave out would be taken for gone. Columns are found by the names of the standard.
 */
final class OneRoster {
    static final String MANIFEST = "manifest.csv";

    private static final String USERS = "users.csv";
    private static final String ROLES = "roles.csv";
    private static final String CLASSES = "classes.csv";
    private static final String ENROLLMENTS = "enrollments.csv";
    private static final String SESSIONS = "academicSessions.csv";

    /** The others say nothing that is used. */
    private static final List<String> NEEDED = List.of(USERS, CLASSES, ENROLLMENTS);

    private static final Column PROPERTY = Column.one("propertyName");
    private static final Column VALUE = Column.one("value");
    private static final Column ID = Column.one("sourcedId");
    private static final Column STATUS = Column.one("status");
    private static final Column ENABLED = Column.one("enabledUser");
    private static final Column ROLE = Column.one("role");
    private static final Column ROLE_TYPE = Column.one("roleType");
    private static final Column USERNAME = Column.one("username");
    private static final Column GIVEN = Column.one("givenName");
    private static final Column PREFERRED_GIVEN = Column.one("preferredGivenName");
    private static final Column FAMILY = Column.one("familyName");
    private static final Column PREFERRED_FAMILY = Column.one("preferredFamilyName");
    private static final Column GRADES = Column.one("grades");
    private static final Column PASSWORD = Column.one("password");
    private static final Column TITLE = Column.one("title");
    private static final Column TERMS = Column.one("termSourcedIds");
    private static final Column BEGIN = Column.one("beginDate");
    private static final Column END = Column.one("endDate");
    private static final Column OF_USER = Column.one("userSourcedId");
    private static final Column OF_CLASS = Column.one("classSourcedId");

    private static final List<Column> COLUMNS = List.of(
            ID,
            STATUS,
            ENABLED,
            ROLE,
            ROLE_TYPE,
            USERNAME,
            GIVEN,
            PREFERRED_GIVEN,
            FAMILY,
            PREFERRED_FAMILY,
            GRADES,
            PASSWORD,
            TITLE,
            TERMS,
            BEGIN,
            END,
            OF_USER,
            OF_CLASS);

    private static final String DELETED = "tobedeleted";
    private static final String BETWEEN_GRADES = ",";

    private final Map<String, byte[]> files;
    private final RosterRules rules;
    private final Mistakes mistakes = new Mistakes();
    private final PeopleReading reading;

    /** What each class is called, without those whose terms are over. */
    private final Map<String, Cell> classes = new HashMap<>();

    private final Set<String> overClasses = new HashSet<>();

    /** Ids of the classes of each user. */
    private final Map<String, List<String>> enrolled = new HashMap<>();

    private OneRoster(Map<String, byte[]> files, RosterRules rules) {
        this.files = files;
        this.rules = rules;
        this.reading = new PeopleReading(rules, mistakes);
    }

    static Roster read(Map<String, byte[]> files, RosterRules rules) {
        return new OneRoster(files, rules).read();
    }

    private Roster read() {
        checkManifest();
        mistakes.throwIfAny();
        readClasses(endsOfTerms());
        Map<String, Cell> roles = rolesOfUsers();
        List<Row> users = rows(USERS);
        readEnrollments(users);
        for (Row user : users) {
            addUser(user, roles);
        }
        if (users.isEmpty()) {
            mistakes.add(new Place(USERS, 1, 1), "no people (expected: a row for each, below the header)");
        }
        mistakes.throwIfAny();
        return new Roster(reading.people(), reading.classes(), List.of());
    }

    private void checkManifest() {
        Map<String, Cell> properties = new HashMap<>();
        Table manifest = table(MANIFEST, List.of(PROPERTY, VALUE), PROPERTY);
        manifest.rows().forEach(row -> properties.put(row.text(PROPERTY), row.get(VALUE)));
        Cell version = properties.getOrDefault("oneroster.version", new Cell("", manifest.header()));
        if (!version.text().equals("1.1") && !version.text().equals("1.2")) {
            mistakes.add(version.place(), "oneroster.version", version.text(), "1.1 or 1.2");
        }
        for (String file : NEEDED) {
            Cell mode = properties.getOrDefault("file." + file.replace(".csv", ""), new Cell("", manifest.header()));
            if (!mode.text().equalsIgnoreCase("bulk")) {
                mistakes.add(mode.place(), "file." + file.replace(".csv", ""), mode.text(), "bulk");
            } else if (!files.containsKey(file)) {
                mistakes.add(mode.place(), file + " is not there (expected: as the manifest says)");
            }
        }
    }

    private Table table(String file, List<Column> columns, Column needed) {
        byte[] content = Objects.requireNonNullElse(files.get(file), new byte[0]);
        return Table.read(file, content, columns, List.of(needed), mistakes);
    }

    private List<Row> rows(String file) {
        return table(file, COLUMNS, ID).rows().stream()
                .filter(row -> !Column.spelling(row.text(STATUS)).equals(DELETED))
                .toList();
    }

    private Map<String, LocalDate> endsOfTerms() {
        Map<String, LocalDate> ends = new HashMap<>();
        if (files.containsKey(SESSIONS)) {
            for (Row session : rows(SESSIONS)) {
                SchoolDate.read(session.get(END), mistakes).ifPresent(end -> ends.put(session.text(ID), end));
            }
        }
        return ends;
    }

    private void readClasses(Map<String, LocalDate> ends) {
        for (Row each : rows(CLASSES)) {
            List<String> terms = List.of(each.text(TERMS).split(","));
            boolean isOver = terms.stream().allMatch(term -> isOver(ends.get(term.strip())));
            if (isOver) {
                overClasses.add(each.text(ID));
            } else {
                classes.put(each.text(ID), each.get(TITLE));
            }
        }
    }

    private boolean isOver(@Nullable LocalDate end) {
        return end != null && end.isBefore(rules.today());
    }

    /** Since 1.2 roles are in a file of their own; of several the primary one counts. */
    private Map<String, Cell> rolesOfUsers() {
        Map<String, Cell> roles = new HashMap<>();
        if (files.containsKey(ROLES)) {
            for (Row row : rows(ROLES)) {
                if (Column.spelling(row.text(ROLE_TYPE)).equals("primary")) {
                    roles.put(row.text(OF_USER), row.get(ROLE));
                } else {
                    roles.putIfAbsent(row.text(OF_USER), row.get(ROLE));
                }
            }
        }
        return roles;
    }

    private void readEnrollments(List<Row> users) {
        Set<String> known = new HashSet<>();
        users.forEach(user -> known.add(user.text(ID)));
        for (Row row : rows(ENROLLMENTS)) {
            String user = row.text(OF_USER);
            String ofClass = row.text(OF_CLASS);
            if (!known.contains(user)) {
                mistakes.add(row.get(OF_USER).place(), "userSourcedId", user, "a user of " + USERS);
            }
            if (!classes.containsKey(ofClass) && !overClasses.contains(ofClass)) {
                mistakes.add(row.get(OF_CLASS).place(), "classSourcedId", ofClass, "a class of " + CLASSES);
            }
            if (isInForce(row) && classes.containsKey(ofClass)) {
                enrolled.computeIfAbsent(user, id -> new ArrayList<>()).add(ofClass);
            }
        }
    }

    private boolean isInForce(Row enrollment) {
        boolean hasBegun = date(enrollment, BEGIN, LocalDate.MIN).compareTo(rules.today()) <= 0;
        return hasBegun && date(enrollment, END, LocalDate.MAX).compareTo(rules.today()) >= 0;
    }

    private LocalDate date(Row row, Column column, LocalDate otherwise) {
        Cell cell = row.get(column);
        return cell.isEmpty() ? otherwise : SchoolDate.read(cell, mistakes).orElse(otherwise);
    }

    private void addUser(Row user, Map<String, Cell> roles) {
        Cell role = roles.getOrDefault(user.text(ID), user.get(ROLE));
        if (RoleNames.isRelative(role.text())) {
            return;
        }
        Set<String> isIn = new LinkedHashSet<>();
        for (String id : enrolled.getOrDefault(user.text(ID), List.of())) {
            Cell title = Objects.requireNonNull(classes.get(id), "only these were enrolled in");
            isIn.add(reading.addClass(title.place(), RosterId.of(id), title.text()));
        }
        reading.add(
                new PersonCells(
                        user.get(ID),
                        List.of(either(user, PREFERRED_GIVEN, GIVEN), either(user, PREFERRED_FAMILY, FAMILY)),
                        user.get(USERNAME),
                        role,
                        year(user.get(GRADES)),
                        Column.spelling(user.text(ENABLED)).equals("false"),
                        user.get(PASSWORD)),
                isIn);
    }

    private static Cell either(Row user, Column preferred, Column otherwise) {
        return user.get(preferred).isEmpty() ? user.get(otherwise) : user.get(preferred);
    }

    /** Of several grades the first. */
    private static Cell year(Cell grades) {
        return new Cell(grades.text().split(BETWEEN_GRADES)[0].strip(), grades.place());
    }
}
