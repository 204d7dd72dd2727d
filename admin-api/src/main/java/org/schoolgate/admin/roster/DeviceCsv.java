package org.schoolgate.admin.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.people.DeviceKind;
import org.schoolgate.rules.people.MacAddress;
import org.schoolgate.rules.people.Usernames;

/** Devices from one table, a row each. */
public final class DeviceCsv {
    private static final Column ID = Column.one(
            "id",
            "device id",
            "asset tag",
            "asset",
            "asset number",
            "hostname",
            "host name",
            "computer name",
            "device name",
            "name",
            "serial number",
            "serial");
    private static final Column KIND = Column.one("kind", "device type", "type", "category");
    private static final Column MAC = Column.several(
            "mac",
            "mac address",
            "macs",
            "mac addresses",
            "wifi mac",
            "wi-fi mac",
            "wifi mac address",
            "wireless mac",
            "wireless mac address",
            "ethernet mac",
            "ethernet mac address",
            "lan mac",
            "wlan mac",
            "physical address");
    private static final Column ADDRESS = Column.several(
            "address", "addresses", "ip", "ip address", "ip addresses", "ipv4", "ipv4 address", "ipv6", "ipv6 address");
    private static final Column OWNER = Column.one(
            "owner", "user", "assigned to", "assigned user", "primary user", "username", "user name", "annotated user");
    private static final Column ROLE = Column.one("role");
    private static final Column GROUP = Column.several("group", "groups", "device group", "device groups");
    private static final Column TRUSTS_CA =
            Column.one("trusts-ca", "trusts ca", "ca installed", "certificate installed");
    private static final List<Column> COLUMNS = List.of(ID, KIND, MAC, ADDRESS, OWNER, ROLE, GROUP, TRUSTS_CA);

    private static final String BETWEEN = "[,;|\\s]+";
    private static final List<String> KINDS =
            Arrays.stream(DeviceKind.values()).map(DeviceKind::id).toList();
    private static final Map<String, String> OTHER_KINDS = Map.ofEntries(
            Map.entry("laptop", "computer"),
            Map.entry("desktop", "computer"),
            Map.entry("pc", "computer"),
            Map.entry("notebook", "computer"),
            Map.entry("chromebook", "computer"),
            Map.entry("workstation", "computer"),
            Map.entry("ipad", "tablet"),
            Map.entry("iphone", "phone"),
            Map.entry("mobile", "phone"),
            Map.entry("smartphone", "phone"),
            Map.entry("whiteboard", "board"),
            Map.entry("interactiveboard", "board"),
            Map.entry("interactivewhiteboard", "board"),
            Map.entry("display", "board"));

    private final RoleNames roles;
    private final Mistakes mistakes = new Mistakes();
    private final Map<String, RosterDevice> devices = new LinkedHashMap<>();
    private final Map<Object, RosterDevice> byAddressOrMac = new HashMap<>();

    private DeviceCsv(RoleNames roles) {
        this.roles = roles;
    }

    /**
     * The devices of the file, each once.
     *
     * @throws InvalidRosterException when there are mistakes in it
     */
    public static List<RosterDevice> read(String file, byte[] content, RoleNames roles) {
        DeviceCsv reading = new DeviceCsv(roles);
        Table table = Table.read(file, content, COLUMNS, List.of(ID), reading.mistakes);
        table.rows().forEach(reading::add);
        if (table.rows().isEmpty() && reading.mistakes.count() == 0) {
            reading.mistakes.add(table.header(), "no devices (expected: a row for each, below the header)");
        }
        reading.mistakes.throwIfAny();
        return List.copyOf(reading.devices.values());
    }

    private void add(Row row) {
        if (row.get(ID).isEmpty()) {
            mistakes.add(row.get(ID).place(), "id", "", "an id of each device");
            return;
        }
        RosterDevice device = new RosterDevice(
                row.get(ID).place(),
                RosterId.of(row.text(ID)),
                row.has(KIND) ? kind(row.get(KIND)) : null,
                row.has(MAC) ? parts(row, MAC, "MAC address", DeviceCsv::mac) : null,
                row.has(ADDRESS) ? parts(row, ADDRESS, "address", DeviceCsv::address) : null,
                row.has(OWNER) ? Usernames.canonical(row.text(OWNER)) : null,
                row.get(OWNER).place(),
                row.has(ROLE) ? role(row.get(ROLE)) : null,
                row.has(GROUP) ? Set.copyOf(parts(row, GROUP, "group", RosterId::of)) : null,
                row.has(TRUSTS_CA) ? yesOrNo(row.get(TRUSTS_CA)) : null);
        RosterDevice before = devices.putIfAbsent(device.id(), device);
        if (before != null) {
            mistakes.add(
                    device.place(),
                    "id: \"%s\" is also that of line %d (expected: each device once)"
                            .formatted(device.id(), before.place().line()));
        }
        refuseOwnerWithRole(row);
        claim(device);
    }

    private void refuseOwnerWithRole(Row row) {
        if (!row.get(OWNER).isEmpty() && !row.get(ROLE).isEmpty()) {
            mistakes.add(row.get(ROLE).place(), "role", row.text(ROLE), "an owner or a role, not both");
        }
    }

    private void claim(RosterDevice device) {
        List<Object> all = new ArrayList<>();
        all.addAll(device.macs() == null ? List.of() : device.macs());
        all.addAll(device.addresses() == null ? List.of() : device.addresses());
        for (Object one : all) {
            RosterDevice other = byAddressOrMac.putIfAbsent(one, device);
            if (other != null && other != device) {
                mistakes.add(
                        device.place(),
                        "%s: that of \"%s\" is also that of \"%s\" in line %d (expected: of one device)"
                                .formatted(
                                        one,
                                        device.id(),
                                        other.id(),
                                        other.place().line()));
            }
        }
    }

    private @Nullable DeviceKind kind(Cell cell) {
        String spelling = Column.spelling(cell.text());
        String id = cell.isEmpty() ? DeviceKind.OTHER.id() : OTHER_KINDS.getOrDefault(spelling, spelling);
        if (KINDS.contains(id)) {
            return DeviceKind.of(id);
        }
        mistakes.unknown(cell.place(), "kind", cell.text(), KINDS);
        return null;
    }

    /** Of each cell of the column the parts, each once; what cannot be read is a mistake. */
    private <T> List<T> parts(Row row, Column column, String what, Function<String, @Nullable T> read) {
        Set<T> parts = new LinkedHashSet<>();
        for (Cell cell : row.all(column)) {
            for (String text : cell.text().split(BETWEEN)) {
                T part = text.isEmpty() ? null : read.apply(text);
                if (part != null) {
                    parts.add(part);
                } else if (!text.isEmpty()) {
                    mistakes.add(cell.place(), what, text, "one, or several with commas between them");
                }
            }
        }
        return List.copyOf(parts);
    }

    private static @Nullable String mac(String text) {
        try {
            return MacAddress.text(MacAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The IP address that is written so; null where it is none. */
    public static @Nullable Host address(String text) {
        try {
            Host host = Host.parseLenient(text);
            return host.isAddress() ? host : null;
        } catch (HostSyntaxException e) {
            return null;
        }
    }

    private @Nullable String role(Cell cell) {
        String role = cell.isEmpty() ? "" : roles.find(cell.text());
        if (role == null || !role.isEmpty() && !roles.has(role)) {
            mistakes.unknown(cell.place(), "role", cell.text(), roles.ids());
            return null;
        }
        return role;
    }

    private @Nullable Boolean yesOrNo(Cell cell) {
        if (!YesOrNo.isYes(cell) && !YesOrNo.isNo(cell)) {
            mistakes.add(cell.place(), "trusts-ca", cell.text(), "yes or no");
        }
        return YesOrNo.isYes(cell);
    }
}
