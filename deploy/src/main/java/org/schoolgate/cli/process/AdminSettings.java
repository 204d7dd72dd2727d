package org.schoolgate.cli.process;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an admin process listens.
 *
 * @param host address of its HTTPS
 * @param opsPort metrics and health, on loopback
 * @param names under which people ask for it, besides {@code localhost} and the addresses of the box
 * @param suffixList Public Suffix List; where there is no such file, a short list of our own has to do
 */
record AdminSettings(String host, int port, int opsPort, List<String> names, Path suffixList) {
    AdminSettings {
        names = List.copyOf(names);
    }
}
