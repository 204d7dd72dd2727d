package org.schoolgate.admin.roster;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.people.Usernames;

/** Collects people and classes from one or more rows each, and finds where rows contradict each other. */
final class PeopleReading {
    private static final int MAX_NAME_CHARS = 200;
    private static final int MAX_CLASS_NAME_CHARS = 100;

    private final RosterRules rules;
    private final Mistakes mistakes;
    private final Map<String, RosterPerson> people = new LinkedHashMap<>();
    private final Map<String, RosterClass> classes = new LinkedHashMap<>();
    private final Map<String, RosterPerson> byUsername = new HashMap<>();
    private final Map<String, String> writtenIds = new HashMap<>();

    PeopleReading(RosterRules rules, Mistakes mistakes) {
        this.rules = rules;
        this.mistakes = mistakes;
    }

    /** @param isIn ids of classes; null where nothing is said of them */
    void add(PersonCells cells, @Nullable Set<String> isIn) {
        String id = id(cells.id());
        String name = name(cells);
        String username = username(cells.username());
        String year = year(cells.year());
        String role = role(cells, year);
        String password = password(cells, username);
        if (id != null && name != null && role != null) {
            boolean isPupil = rules.roles().isPupil(role);
            add(new RosterPerson(
                    cells.place(),
                    id,
                    name,
                    username,
                    role,
                    isPupil ? year : null,
                    isIn,
                    isPupil,
                    cells.isLeaver(),
                    password));
        }
    }

    private void add(RosterPerson person) {
        RosterPerson before = people.get(person.id());
        if (before == null) {
            people.put(person.id(), person);
            claimUsername(person);
            return;
        }
        String difference = difference(before, person);
        if (difference != null) {
            mistakes.add(
                    person.place(),
                    "id: \"%s\" has another %s than in line %d (expected: each person once, or alike but for the class)"
                            .formatted(person.id(), difference, before.place().line()));
            return;
        }
        people.put(person.id(), with(before, person.classes()));
    }

    /** Null where rows say the same of the person, but for the class. */
    private static @Nullable String difference(RosterPerson one, RosterPerson other) {
        if (!one.name().equals(other.name())) {
            return "name";
        }
        if (!Objects.equals(one.username(), other.username())) {
            return "user name";
        }
        if (!one.role().equals(other.role())) {
            return "role";
        }
        if (!Objects.equals(one.year(), other.year())) {
            return "year group";
        }
        if (!Objects.equals(one.password(), other.password())) {
            return "password";
        }
        return one.isLeaver() == other.isLeaver() ? null : "leaving date";
    }

    private static RosterPerson with(RosterPerson person, @Nullable Set<String> more) {
        Set<String> all = new LinkedHashSet<>(Objects.requireNonNullElse(person.classes(), Set.of()));
        all.addAll(Objects.requireNonNullElse(more, Set.of()));
        return person.in(all);
    }

    private void claimUsername(RosterPerson person) {
        if (person.isLeaver() || person.username() == null || person.username().isEmpty()) {
            return;
        }
        RosterPerson other = byUsername.putIfAbsent(person.username(), person);
        if (other != null) {
            mistakes.add(
                    person.place(),
                    "user name: that of \"%s\" is also that of \"%s\" in line %d (expected: one of its own for each person)"
                            .formatted(person.id(), other.id(), other.place().line()));
        }
    }

    private @Nullable String id(Cell cell) {
        if (cell.isEmpty()) {
            mistakes.add(cell.place(), "id", "", "an id, or a user name, of each person");
            return null;
        }
        String id = RosterId.of(cell.text());
        String folded = Usernames.canonical(cell.text());
        String written = writtenIds.putIfAbsent(id, folded);
        if (written != null && !written.equals(folded)) {
            mistakes.add(cell.place(), "id", cell.text(), "another one: it cannot be told from \"" + written + "\"");
            return null;
        }
        return id;
    }

    private @Nullable String name(PersonCells cells) {
        String name = cells.nameParts().stream()
                .map(Cell::text)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        Place place = cells.nameParts().isEmpty()
                ? cells.place()
                : cells.nameParts().get(0).place();
        return text(place, "name", Normalizer.normalize(name, Normalizer.Form.NFC), MAX_NAME_CHARS);
    }

    /** Null, and a mistake, where it is empty, too long, or has what is no letter of any script. */
    private @Nullable String text(Place place, String what, String text, int maxChars) {
        if (text.isEmpty() || text.length() > maxChars || text.chars().anyMatch(Character::isISOControl)) {
            mistakes.add(place, what, text, "1 to " + maxChars + " characters in one line");
            return null;
        }
        return text;
    }

    private @Nullable String username(@Nullable Cell cell) {
        if (cell == null || cell.isEmpty()) {
            return cell == null ? null : "";
        }
        String username = Usernames.canonical(cell.text());
        if (!Usernames.isUsername(username)) {
            mistakes.add(cell.place(), "user name", cell.text(), Usernames.EXPECTED);
            return null;
        }
        return username;
    }

    private @Nullable String year(@Nullable Cell cell) {
        if (cell == null || cell.isEmpty()) {
            return null;
        }
        String year = rules.years().find(cell.text());
        if (year == null) {
            mistakes.add(
                    cell.place(),
                    "year group",
                    cell.text(),
                    "one of " + String.join(", ", rules.years().names()));
        }
        return year;
    }

    private @Nullable String role(PersonCells cells, @Nullable String year) {
        Cell cell = cells.role();
        if (cell == null || cell.isEmpty()) {
            return roleWithout(cells, year);
        }
        String role = rules.roles().find(cell.text());
        if (role == null) {
            mistakes.unknown(cell.place(), "role", cell.text(), rules.roles().known());
            return null;
        }
        return role.equals(RoleNames.PUPIL) ? roleOfPupil(cells, cell, year) : role;
    }

    private @Nullable String roleOfPupil(PersonCells cells, Cell cell, @Nullable String year) {
        if (year != null) {
            return roleOf(cells, year);
        }
        if (rules.roles().has(RoleNames.PUPIL)) {
            return RoleNames.PUPIL;
        }
        if (cells.year() == null || cells.year().isEmpty()) {
            mistakes.add(cell.place(), "role", cell.text(), "a year group with it, which has the role");
        }
        return null;
    }

    private @Nullable String roleWithout(PersonCells cells, @Nullable String year) {
        if (year != null) {
            return roleOf(cells, year);
        }
        boolean saysYear = cells.year() != null && !cells.year().isEmpty();
        if (rules.role() == null && !saysYear) {
            mistakes.add(cells.place(), "neither a role nor a year group (expected: one of them for each person)");
        }
        return saysYear ? null : rules.role();
    }

    private @Nullable String roleOf(PersonCells cells, String year) {
        String role = rules.years().roleOf(year);
        if (role != null && rules.roles().has(role)) {
            return role;
        }
        Place place = cells.year() == null ? cells.place() : cells.year().place();
        mistakes.add(
                place,
                "year group: \"%s\" has the role %s, which the policy does not (expected: one of %s)"
                        .formatted(year, role, String.join(", ", rules.roles().known())));
        return null;
    }

    /** Takes note of a class; gives its id. */
    String addClass(Place place, String id, String name) {
        String text = text(place, "class", Normalizer.normalize(name, Normalizer.Form.NFC), MAX_CLASS_NAME_CHARS);
        RosterClass before = classes.putIfAbsent(id, new RosterClass(place, id, text == null ? "" : text));
        if (before != null && !Usernames.canonical(before.name()).equals(Usernames.canonical(name))) {
            mistakes.add(
                    place,
                    "class",
                    name,
                    "another name: it cannot be told from \"%s\" in line %d"
                            .formatted(before.name(), before.place().line()));
        }
        return id;
    }

    /** Never says what it is. */
    private @Nullable String password(PersonCells cells, @Nullable String username) {
        Cell cell = cells.password();
        if (cell == null || cell.isEmpty()) {
            return null;
        }
        if (!NewPassword.isLongEnough(cell.text())) {
            mistakes.add(cell.place(), "password: " + NewPassword.refusal(cell.text()));
            return null;
        }
        if (username == null || username.isEmpty()) {
            mistakes.add(cell.place(), "password: without a user name (expected: both, or neither)");
        }
        return cell.text();
    }

    List<RosterPerson> people() {
        return List.copyOf(people.values());
    }

    List<RosterClass> classes() {
        return List.copyOf(classes.values());
    }
}
