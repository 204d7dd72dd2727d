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

        /** What becomes of it. Takes a few seconds at most. */
        Passage passage();
    }

    /** What becomes of a way past the filter, the worst first. */
    enum Passage {
        OPEN,
        /** Somebody else answers than who was asked. */
        DIVERTED,
        /** Nobody answers. */
        CLOSED
    }

    /** Where it is tried. */
    enum Vantage {
        GATEWAY,
        /** One that should be filtered. */
        DEVICE,
        /** The same, but nothing answers it: to such a one everything is closed. */
        LONE_DEVICE
    }

    private final Route route;
    private final Vantage vantage;

    BypassCheck(Route route, Vantage vantage) {
        this.route = route;
        this.vantage = vantage;
    }

    @Override
    public List<Finding> look() {
        return List.of(
                switch (route.passage()) {
                    case OPEN -> open();
                    case DIVERTED -> Finding.ok(CHECK, route.name() + " is diverted: others answer than who was asked");
                    case CLOSED -> closed();
                });
    }

    private Finding open() {
        return vantage == Vantage.GATEWAY
                ? Finding.warning(
                        CHECK,
                        route.name() + " is open to this machine",
                        "rejected for devices, which cannot be seen from here",
                        "Run selftest --from-device on a device in a pupils' network")
                : Finding.failed(
                        CHECK,
                        route.name() + " is open to this device",
                        "rejected, or diverted to the gateway or a name server with the rules of dns-rules",
                        "Let the firewall do so for devices");
    }

    private Finding closed() {
        return switch (vantage) {
            case GATEWAY -> Finding.ok(CHECK, route.name() + " is closed to this machine");
            case DEVICE -> Finding.ok(CHECK, route.name() + " is closed to this device");
            case LONE_DEVICE ->
                Finding.warning(
                        CHECK,
                        route.name() + " is closed to this device, and by whom cannot be told: so is everything else",
                        "a device that reaches something",
                        NetworkCheck.REMEDY);
        };
    }
}
