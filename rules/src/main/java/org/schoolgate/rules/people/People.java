package org.schoolgate.rules.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/** All of them, by everything that they can be known by. Immutable; look-ups allocate nothing. */
public final class People {
    public static final People NONE = new People(List.of(), List.of(), List.of());

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    /** Of an IPv4 address, as IPv6 maps it (RFC 4291, section 2.5.5.2). */
    private static final long MAPPED = 0xffffL << Integer.SIZE;

    private final List<Person> persons;
    private final List<SchoolClass> classes;
    private final List<Device> devices;
    private final Map<String, Person> personsById;
    private final Map<String, Person> personsByName;
    private final Map<String, SchoolClass> classesById;
    private final Map<String, Device> devicesById;
    private final DeviceTable devicesByAddress;
    private final DeviceTable devicesByMac;

    /**
     * @throws IllegalArgumentException when an id, a user name, an address or a MAC address comes twice, or a class, teacher or
     *     owner is none of them
     */
    public People(Collection<Person> persons, Collection<SchoolClass> classes, Collection<Device> devices) {
        this.persons = sorted(persons, Person::id);
        this.classes = sorted(classes, SchoolClass::id);
        this.devices = sorted(devices, Device::id);
        this.personsById = index("person", this.persons, Person::id);
        this.personsByName = index("username", this.persons, Person::username);
        this.classesById = index("class", this.classes, SchoolClass::id);
        this.devicesById = index("device", this.devices, Device::id);
        this.devicesByAddress = new DeviceTable(addresses(this.devices));
        this.devicesByMac = new DeviceTable(macs(this.devices));
        this.persons.forEach(person -> require(person.classes(), classesById, "class", "person " + person.id()));
        this.classes.forEach(one -> require(one.teachers(), personsById, "teacher", "class " + one.id()));
        for (Device device : this.devices) {
            String owner = device.owner();
            require(owner == null ? Set.of() : Set.of(owner), personsById, "owner", "device " + device.id());
        }
    }

    private static <T> List<T> sorted(Collection<T> all, Function<T, String> id) {
        return all.stream().sorted(Comparator.comparing(id)).toList();
    }

    private static <T> Map<String, T> index(String what, List<T> all, Function<T, @Nullable String> key) {
        Map<String, T> byKey = new HashMap<>();
        for (T one : all) {
            String name = key.apply(one);
            if (name != null && byKey.put(name, one) != null) {
                throw new IllegalArgumentException(what + ": \"" + name + "\" twice (expected: once)");
            }
        }
        return byKey;
    }

    private static List<DeviceTable.Entry> addresses(List<Device> devices) {
        List<DeviceTable.Entry> entries = new ArrayList<>();
        for (Device device : devices) {
            for (Host address : device.addresses()) {
                byte[] bytes = address.addressBytes();
                entries.add(new DeviceTable.Entry(high(bytes), low(bytes), address.text(), device));
            }
        }
        return entries;
    }

    private static List<DeviceTable.Entry> macs(List<Device> devices) {
        List<DeviceTable.Entry> entries = new ArrayList<>();
        for (Device device : devices) {
            device.macs().forEach(mac -> entries.add(new DeviceTable.Entry(0, MacAddress.parse(mac), mac, device)));
        }
        return entries;
    }

    private static void require(Set<String> ids, Map<String, ?> known, String what, String of) {
        for (String id : ids) {
            if (!known.containsKey(id)) {
                throw new IllegalArgumentException(of + ": " + what + " \"" + id + "\" (expected: one that there is)");
            }
        }
    }

    /** Null when nobody has that id. */
    public @Nullable Person person(String id) {
        return personsById.get(id);
    }

    /**
     * Whoever signs in by that name; null when nobody does.
     *
     * @param username see {@link Usernames#canonical}
     */
    public @Nullable Person named(String username) {
        return personsByName.get(username);
    }

    /** Null when no class has that id. */
    public @Nullable SchoolClass schoolClass(String id) {
        return classesById.get(id);
    }

    /** Null when no device has that id. */
    public @Nullable Device device(String id) {
        return devicesById.get(id);
    }

    /**
     * The device that always has that address; null when none has.
     *
     * @param address 4 or 16 bytes in network order; one of IPv4 may also be given as IPv6 maps it
     */
    public @Nullable Device deviceAt(byte[] address) {
        if (address.length != IPV4_BYTES && address.length != IPV6_BYTES) {
            throw new IllegalArgumentException("address: " + address.length + " bytes (expected: 4 or 16)");
        }
        return devicesByAddress.find(high(address), low(address));
    }

    private static long high(byte[] address) {
        return address.length == IPV4_BYTES ? 0 : number(address, 0, Long.BYTES);
    }

    private static long low(byte[] address) {
        return address.length == IPV4_BYTES
                ? MAPPED | number(address, 0, IPV4_BYTES)
                : number(address, Long.BYTES, IPV6_BYTES);
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
        }
        return number;
    }

    /**
     * The device one of whose interfaces has that address; null when none has.
     *
     * @param mac see {@link MacAddress#parse}
     */
    public @Nullable Device deviceWithMac(long mac) {
        return devicesByMac.find(0, mac);
    }

    /** By id. */
    public List<Person> persons() {
        return persons;
    }

    /** By id. */
    public List<SchoolClass> classes() {
        return classes;
    }

    /** By id. */
    public List<Device> devices() {
        return devices;
    }

    /** Whether any device is known by an address of its interfaces. */
    public boolean hasMacAddresses() {
        return devices.stream().anyMatch(device -> !device.macs().isEmpty());
    }

    /** Whether there is anyone whose password could be right. */
    public boolean canSignIn() {
        return persons.stream().anyMatch(person -> person.passwordHash() != null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof People people
                && persons.equals(people.persons)
                && classes.equals(people.classes)
                && devices.equals(people.devices);
    }

    @Override
    public int hashCode() {
        return persons.hashCode();
    }

    @Override
    public String toString() {
        return "People[" + persons.size() + " persons, " + classes.size() + " classes, " + devices.size() + " devices]";
    }
}
