package org.schoolgate.cli.process;

import java.util.List;

/**
 * Where an admin process listens.
 *
 * @param host address of its HTTPS
 * @param opsPort metrics and health, on loopback
 * @param names under which people ask for it, besides {@code localhost} and the addresses of the box
 */
record AdminSettings(String host, int port, int opsPort, List<String> names) {
    AdminSettings {
        names = List.copyOf(names);
    }
}
