package org.schoolgate.admin.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.people.SchoolClass;

/** What gateways get of the people: without names, without leavers, and without what refers to someone who is not here. */
public final class GatewayPeople {
    private GatewayPeople() {}

    /** @param hashes of passwords, by the ids of people */
    public static People of(Register register, Map<String, String> hashes) {
        List<Person> people = new ArrayList<>();
        for (PersonRecord person : register.people().values()) {
            if (!person.leaver()) {
                people.add(person(person, register, hashes.get(person.id())));
            }
        }
        List<SchoolClass> classes = register.classes().values().stream()
                .map(each -> new SchoolClass(each.id(), each.name(), here(each.teachers(), register)))
                .toList();
        List<Device> devices = register.devices().values().stream()
                .map(each -> device(each.device(), register))
                .toList();
        return new People(people, classes, devices);
    }

    private static Person person(PersonRecord person, Register register, @Nullable String hash) {
        Set<String> classes = person.classes().stream()
                .filter(register.classes()::containsKey)
                .collect(Collectors.toSet());
        return new Person(
                person.id(), person.role(), classes, person.username(), person.username() == null ? null : hash);
    }

    private static Set<String> here(Set<String> ids, Register register) {
        return ids.stream().filter(register::isHere).collect(Collectors.toSet());
    }

    /** The device of someone who has left is nobody's. */
    private static Device device(Device device, Register register) {
        return device.owner() == null || register.isHere(device.owner()) ? device : Devices.ownedBy(null, device);
    }
}
