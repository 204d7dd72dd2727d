package org.schoolgate.admin.people;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.people.Device;

/** Devices that differ in one thing. */
final class Devices {
    private Devices() {}

    static Device ownedBy(@Nullable String owner, Device device) {
        return new Device(
                device.id(),
                device.kind(),
                device.macs(),
                device.addresses(),
                owner,
                device.role(),
                device.groups(),
                device.trustsCa());
    }
}
