package org.schoolgate.rules.people;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/**
 * A device of the inventory. Whatever address it has, of either version, it is one device.
 *
 * @param macs addresses of its interfaces, as {@link MacAddress#text} writes them
 * @param addresses that it always has; none where they change
 * @param owner id of the person whose it is alone; null for one that is shared
 * @param role of whoever uses it, or of itself; null for one that gives none, and for one with an owner
 * @param groups ids of the groups that it is in
 * @param trustsCa whether it is known to trust the school's certificate authority
 */
public record Device(
        String id,
        DeviceKind kind,
        List<String> macs,
        List<Host> addresses,
        @Nullable String owner,
        @Nullable String role,
        Set<String> groups,
        boolean trustsCa) {
    /** @throws IllegalArgumentException when an id or an address is none, or it has an owner and a role of its own */
    public Device {
        Ids.check("device", id);
        macs = macs.stream().map(MacAddress::check).sorted().toList();
        addresses = addresses.stream().sorted().toList();
        for (Host address : addresses) {
            if (!address.isAddress()) {
                throw new IllegalArgumentException("device " + id + ": " + address + " (expected: an IP address)");
            }
        }
        if (owner != null && role != null) {
            throw new IllegalArgumentException(
                    "device " + id + ": the owner " + owner + " and the role " + role + " (expected: one of them)");
        }
        if (owner != null) {
            Ids.check("owner", owner);
        }
        if (role != null) {
            Ids.check("role", role);
        }
        groups = Ids.checkAll("device group", groups);
    }
}
