package org.schoolgate.admin.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.people.Change.Action;
import org.schoolgate.admin.people.Change.Kind;
import org.schoolgate.admin.roster.Mistakes;
import org.schoolgate.admin.roster.RosterDevice;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.DeviceKind;

/**
 * What a list of devices makes of the register. What the list says nothing of stays as it is, and so do devices that are
 * missing from it, unless it is a full one; then they are removed.
 */
final class DeviceImport {
    private final List<RosterDevice> devices;
    private final ImportOptions options;
    private final Instant now;
    private final Set<String> ids;

    DeviceImport(List<RosterDevice> devices, ImportOptions options, Instant now) {
        this.devices = devices;
        this.options = options;
        this.now = now;
        this.ids = devices.stream().map(RosterDevice::id).collect(Collectors.toSet());
    }

    /**
     * What is to be done to the register.
     *
     * @throws org.schoolgate.admin.roster.InvalidRosterException when owners are nobody, or addresses those of others that stay
     * @throws org.schoolgate.admin.http.ProblemException when too many would be removed
     */
    RegisterEdit edit(Register before) {
        RegisterEdit edit = new RegisterEdit(before);
        Mistakes mistakes = new Mistakes();
        Map<String, String> byUsername = before.byUsername();
        for (RosterDevice each : devices) {
            DeviceRecord old = before.devices().get(each.id());
            String owner = owner(each, before, byUsername, mistakes);
            edit.put(new DeviceRecord(merged(each, owner, old == null ? null : old.device()), options.source(), now));
        }
        if (options.full()) {
            removeMissing(before, edit);
        }
        refuseTaken(edit.after(), mistakes);
        mistakes.throwIfAny();
        return edit;
    }

    /** By id or user name; null where there is none. */
    private static @Nullable String owner(
            RosterDevice device, Register before, Map<String, String> byUsername, Mistakes mistakes) {
        String owner = device.owner();
        if (owner == null || owner.isEmpty()) {
            return null;
        }
        String id = before.isHere(owner) ? owner : byUsername.get(owner);
        if (id == null) {
            mistakes.add(device.ownerPlace(), "owner: \"" + owner + "\" is nobody (expected: an id or a user name)");
        }
        return id;
    }

    private static Device merged(RosterDevice device, @Nullable String owner, @Nullable Device old) {
        boolean saysWhose = device.owner() != null || device.role() != null;
        String role = device.role() == null || device.role().isEmpty() ? null : device.role();
        return new Device(
                device.id(),
                or(device.kind(), old == null ? DeviceKind.OTHER : old.kind()),
                or(device.macs(), old == null ? List.of() : old.macs()),
                or(device.addresses(), old == null ? List.of() : old.addresses()),
                saysWhose || old == null ? owner : old.owner(),
                owner != null ? null : saysWhose || old == null ? role : old.role(),
                or(device.groups(), old == null ? Set.of() : old.groups()),
                or(device.trustsCa(), old != null && old.trustsCa()));
    }

    private static <T> T or(@Nullable T said, T before) {
        return said == null ? before : said;
    }

    private void removeMissing(Register before, RegisterEdit edit) {
        List<String> had = before.devices().values().stream()
                .filter(each -> each.source().equals(options.source()))
                .map(each -> each.device().id())
                .toList();
        List<String> missing = had.stream().filter(id -> !ids.contains(id)).toList();
        LeaverGuard.check("devices", missing.size(), had.size(), options);
        missing.forEach(edit::removeDevice);
    }

    private void refuseTaken(Register after, Mistakes mistakes) {
        Map<Object, String> others = new HashMap<>();
        for (DeviceRecord each : after.devices().values()) {
            if (!ids.contains(each.device().id())) {
                numbers(each.device())
                        .forEach(number -> others.put(number, each.device().id()));
            }
        }
        for (RosterDevice each : devices) {
            Device device = Objects.requireNonNull(after.devices().get(each.id()), "the edit put it")
                    .device();
            for (Object number : numbers(device)) {
                if (others.containsKey(number)) {
                    mistakes.add(
                            each.place(),
                            "%s: that of \"%s\" is also that of \"%s\", which is not in this import (expected: of one device)"
                                    .formatted(number, device.id(), others.get(number)));
                }
            }
        }
    }

    private static List<Object> numbers(Device device) {
        List<Object> numbers = new ArrayList<>(device.macs());
        numbers.addAll(device.addresses());
        return numbers;
    }

    ImportReport report(RegisterEdit edit, boolean dryRun) {
        Set<String> edited =
                edit.devices().stream().map(each -> each.device().id()).collect(Collectors.toSet());
        ImportReport.Counts counts = new ImportReport.Counts(
                edit.count(Kind.DEVICE, Action.ADDED),
                edit.count(Kind.DEVICE, Action.CHANGED),
                edit.count(Kind.DEVICE, Action.REMOVED),
                ids.stream().filter(id -> !edited.contains(id)).count(),
                0);
        return ImportReport.of(dryRun, options, counts, edit, List.of(), List.of());
    }
}
