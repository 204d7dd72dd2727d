package org.schoolgate.admin.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.roster.DeviceCsv;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.DeviceKind;
import org.schoolgate.rules.people.Ids;
import org.schoolgate.rules.people.MacAddress;

/** A device as sent. What is not acceptable is a {@link ProblemException}. */
record NewDevice(
        @Nullable String kind,
        @Nullable List<String> addresses,
        @Nullable List<String> macs,
        @Nullable String owner,
        @Nullable String role,
        @Nullable List<String> groups,
        @Nullable Boolean trustsCa) {
    Device read(String id, Register before, SchoolPolicy policy) {
        if (owner != null && !before.isHere(owner)) {
            throw Fields.unknown("owner", owner, before.people().keySet());
        }
        if (role != null && !policy.roles().has(role)) {
            throw Fields.unknown("role", role, policy.roles().ids());
        }
        if (owner != null && role != null) {
            throw ProblemException.invalidField(
                    "role", "with an owner (expected: one of them, whose the role then is)");
        }
        List<Host> known = readAddresses();
        List<String> interfaces = readMacs();
        refuseTaken("addresses", id, known, before);
        refuseTaken("macs", id, interfaces, before);
        return new Device(id, readKind(), interfaces, known, owner, role, readGroups(), Boolean.TRUE.equals(trustsCa));
    }

    private DeviceKind readKind() {
        try {
            return DeviceKind.of(Objects.requireNonNullElse(kind, DeviceKind.OTHER.id()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField("kind", String.valueOf(e.getMessage()));
        }
    }

    private List<Host> readAddresses() {
        List<Host> read = new ArrayList<>();
        for (String text : Objects.requireNonNullElse(addresses, List.<String>of())) {
            Host address = DeviceCsv.address(text);
            if (address == null) {
                throw ProblemException.invalidField("addresses", text + " (expected: an IPv4 or IPv6 address)");
            }
            read.add(address);
        }
        return read;
    }

    private List<String> readMacs() {
        try {
            return Objects.requireNonNullElse(macs, List.<String>of()).stream()
                    .map(mac -> MacAddress.text(MacAddress.parse(mac)))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField("macs", String.valueOf(e.getMessage()));
        }
    }

    private Set<String> readGroups() {
        List<String> wanted = Objects.requireNonNullElse(groups, List.of());
        for (String group : wanted) {
            if (!Ids.isId(group)) {
                throw ProblemException.invalidField("groups", group + " (expected: " + Ids.EXPECTED + ")");
            }
        }
        return Set.copyOf(wanted);
    }

    private static void refuseTaken(String field, String id, List<?> wanted, Register before) {
        if (wanted.stream().distinct().count() < wanted.size()) {
            throw ProblemException.invalidField(field, "one of them twice");
        }
        for (String other : before.devicesWith(wanted)) {
            if (!other.equals(id)) {
                throw ProblemException.invalidField(field, "one of them is that of \"" + other + "\"");
            }
        }
    }
}
