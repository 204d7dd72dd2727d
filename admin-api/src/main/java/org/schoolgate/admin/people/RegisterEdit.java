package org.schoolgate.admin.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.schoolgate.admin.people.Change.Action;
import org.schoolgate.admin.people.Change.Kind;

/** What is to become of the register, and how the record of changes tells it. Nothing is kept before it is applied. */
final class RegisterEdit {
    private final Register before;
    private final Map<String, PersonRecord> people = new TreeMap<>();
    private final Map<String, PersonRecord> renewed = new TreeMap<>();
    private final Map<String, ClassRecord> classes = new TreeMap<>();
    private final Map<String, DeviceRecord> devices = new TreeMap<>();
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final Set<String> removedPeople = new HashSet<>();
    private final Set<String> removedClasses = new HashSet<>();
    private final Set<String> removedDevices = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();

    RegisterEdit(Register before) {
        this.before = before;
    }

    /** Nothing where the same is said of the person already, but that the year group was said again. */
    void put(PersonRecord person) {
        PersonRecord old = before.people().get(person.id());
        if (old != null && old.says(person)) {
            if (!Objects.equals(old.yearSince(), person.yearSince())) {
                renewed.put(person.id(), person);
            }
            return;
        }
        people.put(person.id(), person);
        if (old == null) {
            note(Kind.PERSON, person.id(), Action.ADDED, "role " + person.role());
        } else if (person.leaver() && !old.leaver()) {
            note(Kind.PERSON, person.id(), Action.LEFT, "");
        } else {
            note(Kind.PERSON, person.id(), Action.CHANGED, Differences.between(old, person));
        }
    }

    /** Nothing where the same is said of the class already. */
    void put(ClassRecord each) {
        ClassRecord old = before.classes().get(each.id());
        if (each.equals(old)) {
            return;
        }
        classes.put(each.id(), each);
        if (old == null) {
            note(Kind.CLASS, each.id(), Action.ADDED, "");
        } else {
            note(Kind.CLASS, each.id(), Action.CHANGED, Differences.between(old, each));
        }
    }

    /** Nothing where the same is said of the device already. */
    void put(DeviceRecord each) {
        String id = each.device().id();
        DeviceRecord old = before.devices().get(id);
        if (old != null && old.device().equals(each.device()) && old.source().equals(each.source())) {
            return;
        }
        devices.put(id, each);
        if (old == null) {
            note(Kind.DEVICE, id, Action.ADDED, "kind " + each.device().kind().id());
        } else {
            note(Kind.DEVICE, id, Action.CHANGED, Differences.between(old, each));
        }
    }

    void setPassword(String person, String hash) {
        passwords.put(person, hash);
        note(Kind.PERSON, person, Action.PASSWORD_SET, "");
    }

    /** With all that refers to the person. */
    void removePerson(String id) {
        removedPeople.add(id);
        note(Kind.PERSON, id, Action.REMOVED, "");
        for (ClassRecord each : before.classes().values()) {
            if (each.teachers().contains(id)) {
                Set<String> others = new HashSet<>(each.teachers());
                others.remove(id);
                put(each.taughtBy(others));
            }
        }
        for (DeviceRecord each : before.devices().values()) {
            if (id.equals(each.device().owner())) {
                put(new DeviceRecord(Devices.ownedBy(null, each.device()), each.source(), each.changedAt()));
            }
        }
    }

    /** With all that refers to it. */
    void removeClass(String id) {
        removedClasses.add(id);
        note(Kind.CLASS, id, Action.REMOVED, "");
        for (PersonRecord person : before.people().values()) {
            PersonRecord now = people.getOrDefault(person.id(), person);
            if (now.classes().contains(id)) {
                Set<String> others = new HashSet<>(now.classes());
                others.remove(id);
                put(now.in(others));
            }
        }
    }

    void removeDevice(String id) {
        removedDevices.add(id);
        note(Kind.DEVICE, id, Action.REMOVED, "");
    }

    private void note(Kind kind, String subject, Action action, String detail) {
        changes.add(new Change(kind, subject, action, detail));
    }

    List<Change> changes() {
        return changes;
    }

    long count(Kind kind, Action action) {
        return changes.stream()
                .filter(change -> change.kind() == kind && change.action() == action)
                .count();
    }

    /** Whether there is nothing in it that anyone would notice: year groups that were said again may be. */
    boolean isEmpty() {
        return changes.isEmpty();
    }

    Register before() {
        return before;
    }

    /** What there will be. */
    Register after() {
        Register after = Register.of(
                before.people().values(),
                before.classes().values(),
                before.devices().values());
        after.people().putAll(renewed);
        replace(after.people(), people, removedPeople);
        replace(after.classes(), classes, removedClasses);
        replace(after.devices(), devices, removedDevices);
        return after;
    }

    private static <T> void replace(Map<String, T> all, Map<String, T> put, Collection<String> removed) {
        all.putAll(put);
        all.keySet().removeAll(removed);
    }

    Collection<PersonRecord> people() {
        return people.values();
    }

    /** Of whom nothing is new but when their year group was last said. */
    Collection<PersonRecord> renewed() {
        return renewed.values();
    }

    Collection<ClassRecord> classes() {
        return classes.values();
    }

    Collection<DeviceRecord> devices() {
        return devices.values();
    }

    Map<String, String> passwords() {
        return passwords;
    }

    Set<String> removedPeople() {
        return removedPeople;
    }

    Set<String> removedClasses() {
        return removedClasses;
    }

    Set<String> removedDevices() {
        return removedDevices;
    }
}
