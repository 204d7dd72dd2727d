package org.schoolgate.admin.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolgate.admin.people.Change.Action;
import org.schoolgate.admin.people.Change.Kind;
import org.schoolgate.admin.roster.Mistake;
import org.schoolgate.admin.roster.Mistakes;
import org.schoolgate.admin.roster.Roster;
import org.schoolgate.admin.roster.RosterClass;
import org.schoolgate.admin.roster.RosterPerson;

/**
 * What a roster makes of the register. Nothing is lost: what the roster says nothing of stays as it is, and those who are
 * missing from it stay too, unless it is a full one; then they become leavers.
 */
final class PeopleImport {
    private final Roster roster;
    private final ImportOptions options;
    private final Map<String, String> hashes;
    private final Instant now;
    private final Set<String> ids;

    /** @param hashes of the passwords in the roster, by the ids of people */
    PeopleImport(Roster roster, ImportOptions options, Map<String, String> hashes, Instant now) {
        this.roster = roster;
        this.options = options;
        this.hashes = hashes;
        this.now = now;
        this.ids = roster.people().stream().map(RosterPerson::id).collect(Collectors.toSet());
    }

    /**
     * What is to be done to the register.
     *
     * @throws org.schoolgate.admin.roster.InvalidRosterException when user names are those of others who stay
     * @throws org.schoolgate.admin.http.ProblemException when too many would leave
     */
    RegisterEdit edit(Register before) {
        RegisterEdit edit = new RegisterEdit(before);
        for (RosterPerson person : roster.people()) {
            if (!person.isLeaver() || before.people().containsKey(person.id())) {
                edit.put(record(person, before));
            }
        }
        if (options.full()) {
            leave(before, edit);
        }
        checkLeavers(before, edit);
        editClasses(before, edit);
        refuseTakenNames(edit.after());
        hashes.forEach(edit::setPassword);
        return edit;
    }

    private PersonRecord record(RosterPerson person, Register before) {
        PersonRecord old = before.people().get(person.id());
        String username = person.username() == null && old != null ? old.username() : person.username();
        PersonRecord record = new PersonRecord(
                person.id(),
                person.name(),
                username == null || username.isEmpty() ? null : username,
                person.role(),
                person.year(),
                person.year() == null ? null : now,
                classesOf(person, old == null ? Set.of() : old.classes()),
                person.isLeaver(),
                options.source());
        return person.isLeaver() ? record.asLeaver() : record;
    }

    private static Set<String> classesOf(RosterPerson person, Set<String> before) {
        if (!person.isPupil()) {
            return Set.of();
        }
        return person.classes() == null ? before : person.classes();
    }

    private void leave(Register before, RegisterEdit edit) {
        before.people().values().stream()
                .filter(person -> isOfSource(person) && !ids.contains(person.id()))
                .forEach(person -> edit.put(person.asLeaver()));
    }

    private boolean isOfSource(PersonRecord person) {
        return !person.leaver() && person.source().equals(options.source());
    }

    /** Those who are missing, and those of whom the roster says that they have left, whoever brought them. */
    private void checkLeavers(Register before, RegisterEdit edit) {
        Set<String> leaving = edit.people().stream()
                .filter(person -> person.leaver() && before.isHere(person.id()))
                .map(PersonRecord::id)
                .collect(Collectors.toSet());
        long had = before.people().values().stream()
                .filter(person -> isOfSource(person) || leaving.contains(person.id()))
                .count();
        LeaverGuard.check("people", leaving.size(), had, options);
    }

    private void editClasses(Register before, RegisterEdit edit) {
        Map<String, Set<String>> teachers = teachers(before);
        Set<String> imported = roster.classes().stream().map(RosterClass::id).collect(Collectors.toSet());
        for (RosterClass each : roster.classes()) {
            ClassRecord old = before.classes().get(each.id());
            edit.put(new ClassRecord(
                    each.id(),
                    each.name(),
                    teachers.getOrDefault(each.id(), Set.of()),
                    old == null ? List.of() : old.lessons(),
                    options.source()));
        }
        for (ClassRecord each : before.classes().values()) {
            if (!imported.contains(each.id())) {
                edit.put(each.taughtBy(teachers.getOrDefault(each.id(), Set.of())));
            }
        }
        if (options.full()) {
            removeEmpty(imported, edit);
        }
    }

    /** Of all classes as they will be: what the roster says of those in it, and of the others what was. */
    private Map<String, Set<String>> teachers(Register before) {
        Set<String> said = roster.people().stream()
                .filter(person -> person.isPupil() || person.classes() != null)
                .map(RosterPerson::id)
                .collect(Collectors.toSet());
        Map<String, Set<String>> teachers = new HashMap<>();
        for (ClassRecord each : before.classes().values()) {
            Set<String> stay = new HashSet<>(each.teachers());
            stay.removeAll(said);
            teachers.put(each.id(), stay);
        }
        for (RosterPerson person : roster.people()) {
            if (!person.isPupil() && !person.isLeaver()) {
                Objects.requireNonNullElse(person.classes(), Set.<String>of())
                        .forEach(id -> teachers.computeIfAbsent(id, none -> new HashSet<>())
                                .add(person.id()));
            }
        }
        return teachers;
    }

    /** Classes of this source that nobody is in any more. */
    private void removeEmpty(Set<String> imported, RegisterEdit edit) {
        Register after = edit.after();
        Set<String> used = after.people().values().stream()
                .flatMap(person -> person.classes().stream())
                .collect(Collectors.toSet());
        for (ClassRecord each : after.classes().values()) {
            if (each.source().equals(options.source()) && !used.contains(each.id()) && !imported.contains(each.id())) {
                edit.removeClass(each.id());
            }
        }
    }

    private void refuseTakenNames(Register after) {
        Map<String, String> others = new HashMap<>();
        for (PersonRecord person : after.people().values()) {
            if (!person.leaver() && person.username() != null && !ids.contains(person.id())) {
                others.put(person.username(), person.id());
            }
        }
        Mistakes mistakes = new Mistakes();
        for (RosterPerson person : roster.people()) {
            PersonRecord record = after.people().get(person.id());
            String other = record == null || record.username() == null ? null : others.get(record.username());
            if (other != null && !person.isLeaver()) {
                mistakes.add(
                        person.place(),
                        "user name: that of \"%s\" is also that of \"%s\", who is not in this import (expected: one of its own for each person)"
                                .formatted(person.id(), other));
            }
        }
        mistakes.throwIfAny();
    }

    /** What is probably not meant, and does not keep the rest from being used. */
    List<Mistake> warnings(RegisterEdit edit) {
        List<Mistake> warnings = new ArrayList<>();
        for (RosterPerson person : roster.people()) {
            PersonRecord old = edit.before().people().get(person.id());
            if (old != null && !old.name().equals(person.name())) {
                warnings.add(Mistake.at(
                        person.place(),
                        "name: \"%s\" had another one before; see that it is the same person".formatted(person.id())));
            }
        }
        Register after = edit.after();
        for (RosterClass each : roster.classes()) {
            Set<String> teachers = Objects.requireNonNull(after.classes().get(each.id()), "the edit put it")
                    .teachers();
            if (teachers.stream().noneMatch(after::isHere)) {
                warnings.add(Mistake.at(each.place(), "class: \"" + each.name() + "\" has no teacher"));
            }
        }
        return warnings;
    }

    ImportReport report(RegisterEdit edit, boolean dryRun) {
        Set<String> edited = edit.people().stream().map(PersonRecord::id).collect(Collectors.toSet());
        ImportReport.Counts counts = new ImportReport.Counts(
                edit.count(Kind.PERSON, Action.ADDED),
                edit.count(Kind.PERSON, Action.CHANGED),
                edit.count(Kind.PERSON, Action.LEFT),
                ids.stream().filter(id -> !edited.contains(id)).count(),
                roster.people().stream().filter(RosterPerson::setsPassword).count());
        return ImportReport.of(dryRun, options, counts, edit, warnings(edit), roster.passedOver());
    }
}
