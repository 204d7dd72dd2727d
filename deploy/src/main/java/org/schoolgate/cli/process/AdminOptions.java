package org.schoolgate.cli.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of an admin process, shared by {@code admin} and {@code run}; what is not given comes from the settings. */
final class AdminOptions {
    @Option(names = "--admin-host", paramLabel = "ADDRESS", description = "Address of the admin's HTTPS (all).")
    private @Nullable String adminHost;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "Port of the admin's HTTPS (8443); 0 takes any free one.")
    private @Nullable Integer adminPort;

    @Option(
            names = "--admin-ops-port",
            paramLabel = "PORT",
            description = "Metrics and health of the admin process, on loopback (9102).")
    private @Nullable Integer opsPort;

    @Option(
            names = "--admin-name",
            paramLabel = "HOST",
            description = "A name that the admin process answers to besides localhost. Repeatable.")
    private @Nullable List<String> names;

    @Option(
            names = "--suffix-list",
            paramLabel = "FILE",
            description =
                    "Public Suffix List that lists are checked against (that of Debian's publicsuffix, else a short"
                            + " one).")
    private @Nullable Path suffixList;

    /** The settings with each option that was given in its place. */
    AdminSettings over(AdminSettings settings) {
        return new AdminSettings(
                adminHost == null ? settings.host() : adminHost,
                adminPort == null ? settings.port() : adminPort,
                opsPort == null ? settings.opsPort() : opsPort,
                names == null ? settings.names() : names,
                suffixList == null ? settings.suffixList() : suffixList);
    }

    /** The settings as arguments for a process of its own; after a first start it gets the ports that it said it had. */
    static List<String> arguments(AdminSettings settings, @Nullable ReadyLine last) {
        int port = last == null ? settings.port() : last.port("url");
        int opsPort = last == null ? settings.opsPort() : last.port("ops");
        List<String> arguments = new ArrayList<>(
                List.of("--admin-host=" + settings.host(), "--admin-port=" + port, "--admin-ops-port=" + opsPort));
        arguments.add("--suffix-list=" + settings.suffixList());
        settings.names().forEach(name -> arguments.add("--admin-name=" + name));
        return arguments;
    }
}
