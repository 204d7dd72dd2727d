package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether this machine is a router, and so one that devices could pass the proxy by. */
final class ForwardingCheck implements Check {
    private static final String CHECK = "forwarding";
    private static final String OFF = "0";

    private final Path settings;
    private final boolean isDiverting;

    /**
     * @param settings of the kernel's network, as {@code /proc/sys/net}
     * @param isDiverting whether a port takes diverted connections
     */
    ForwardingCheck(Path settings, boolean isDiverting) {
        this.settings = settings;
        this.isDiverting = isDiverting;
    }

    @Override
    public List<Finding> look() {
        List<String> on = new ArrayList<>();
        if (isOn("ipv4/ip_forward")) {
            on.add("IPv4");
        }
        if (isOn("ipv6/conf/all/forwarding")) {
            on.add("IPv6");
        }
        return List.of(found(on));
    }

    private Finding found(List<String> on) {
        if (on.isEmpty()) {
            return Finding.ok(CHECK, "this machine forwards nothing: nobody passes the proxy through it");
        }
        String found = "this machine forwards " + String.join(" and ", on);
        return isDiverting
                ? Finding.ok(CHECK, found + ", and a port takes what the firewall diverts")
                : Finding.warning(
                        CHECK,
                        found + ", and no port takes what a firewall diverts",
                        "no forwarding, or rules that divert or reject the web",
                        "Turn it off, or use the rules in starter/firewall");
    }

    private boolean isOn(String setting) {
        try {
            return !Files.readString(settings.resolve(setting)).strip().equals(OFF);
        } catch (IOException e) {
            return false; // a kernel without that family
        }
    }
}
