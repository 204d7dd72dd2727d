package org.schoolgate.admin.people;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is kept of people, classes and devices at one moment, each by its id and in that order. */
public record Register(
        Map<String, PersonRecord> people, Map<String, ClassRecord> classes, Map<String, DeviceRecord> devices) {
    public static Register of(
            Collection<PersonRecord> people, Collection<ClassRecord> classes, Collection<DeviceRecord> devices) {
        return new Register(
                byId(people, PersonRecord::id),
                byId(classes, ClassRecord::id),
                byId(devices, device -> device.device().id()));
    }

    private static <T> Map<String, T> byId(Collection<T> all, Function<T, String> id) {
        Map<String, T> byId = new TreeMap<>();
        all.forEach(each -> byId.put(id.apply(each), each));
        return byId;
    }

    /** Whether someone of this id is here, and not a leaver. */
    boolean isHere(@Nullable String id) {
        PersonRecord person = id == null ? null : people.get(id);
        return person != null && !person.leaver();
    }

    /** Those who are here and in the class, by id. */
    List<String> pupilsOf(String classId) {
        return people.values().stream()
                .filter(person -> !person.leaver() && person.classes().contains(classId))
                .map(PersonRecord::id)
                .toList();
    }

    /** Ids of those who are here, by their user names. */
    Map<String, String> byUsername() {
        return people.values().stream()
                .filter(person -> !person.leaver() && person.username() != null)
                .collect(Collectors.toMap(PersonRecord::username, PersonRecord::id, (one, other) -> one));
    }

    /** Ids of the devices that have one of these addresses or interfaces. */
    Set<String> devicesWith(Collection<?> addressesOrMacs) {
        return devices.values().stream()
                .map(DeviceRecord::device)
                .filter(device -> addressesOrMacs.stream()
                        .anyMatch(one -> device.macs().contains(one)
                                || device.addresses().contains(one)))
                .map(device -> device.id())
                .collect(Collectors.toSet());
    }
}
