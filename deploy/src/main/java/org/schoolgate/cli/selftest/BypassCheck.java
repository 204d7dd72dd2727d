package org.schoolgate.cli.selftest;

import java.util.List;

/**
 * Whether a way past the filter is open to this machine. On the gateway that says little: firewalls treat it otherwise than
 * devices. On a device in a pupils' network it is what counts.
 */
final class BypassCheck implements Check {
    private static final String CHECK = "bypass";

    /** A way past the filter. */
    interface Route {
        String name();

        /** Whether it is open. Takes a few seconds at most. */
        boolean isOpen();
    }

    private final Route route;
    private final boolean isDevice;

    /** @param isDevice whether this machine is one that should be filtered */
    BypassCheck(Route route, boolean isDevice) {
        this.route = route;
        this.isDevice = isDevice;
    }

    @Override
    public List<Finding> look() {
        return List.of(route.isOpen() ? open() : closed());
    }

    private Finding open() {
        return isDevice
                ? Finding.failed(
                        CHECK,
                        route.name() + " is open to this device",
                        "rejected",
                        "Let the firewall reject it for devices")
                : Finding.warning(
                        CHECK,
                        route.name() + " is open to this machine",
                        "rejected for devices, which cannot be seen from here",
                        "Run selftest --from-device on a device in a pupils' network");
    }

    private Finding closed() {
        return Finding.ok(CHECK, route.name() + " is closed to this " + (isDevice ? "device" : "machine"));
    }
}
