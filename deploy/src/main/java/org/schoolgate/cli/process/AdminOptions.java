package org.schoolgate.cli.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.AdminConfig;
import org.schoolgate.cli.console.RefusedException;
import picocli.CommandLine.Option;

/** The options of an admin process, shared by {@code admin} and {@code run}; what is not given comes from the settings. */
final class AdminOptions {
    @Option(names = "--admin-host", paramLabel = "ADDRESS", description = "Address of the admin's HTTPS (all).")
    private @Nullable String adminHost;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Port of the admin's HTTPS (8443); 0 takes any free one.")
    private @Nullable Integer adminPort;

    @Option(
            names = "--admin-ops-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
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

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "jdbc:postgresql://HOST[:PORT]/DATABASE to keep the store in (a file of the data folder).")
    private @Nullable String database;

    @Option(
            names = "--database-credentials",
            paramLabel = "FILE",
            description = "One line USER:PASSWORD for that database, in a file that only its owner can read.")
    private @Nullable Path databaseCredentials;

    @Option(
            names = "--people-import",
            paramLabel = "PATH",
            description = "OneRoster folder, or CSV, of all people, which is imported each night (none).")
    private @Nullable Path peopleImport;

    /**
     * The settings with each option that was given in its place.
     *
     * @throws RefusedException also when a password is in them: they go on as options of a process, which everyone can see
     */
    AdminSettings over(AdminSettings settings) throws RefusedException {
        AdminSettings over = new AdminSettings(
                adminHost == null ? settings.host() : adminHost,
                adminPort == null ? settings.port() : adminPort,
                opsPort == null ? settings.opsPort() : opsPort,
                names == null ? settings.names() : names,
                suffixList == null ? settings.suffixList() : suffixList,
                database == null ? settings.database() : database,
                databaseCredentials == null ? settings.databaseCredentials() : databaseCredentials,
                peopleImport == null ? settings.peopleImport() : peopleImport);
        try {
            AdminConfig.checkDatabase(over.database(), over.databaseCredentials());
            return over;
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    /** The settings as arguments for a process of its own; after a first start it gets the ports that it said it had. */
    static List<String> arguments(AdminSettings settings, @Nullable ReadyLine last) {
        int port = last == null ? settings.port() : last.port("url");
        int opsPort = last == null ? settings.opsPort() : last.port("ops");
        List<String> arguments = new ArrayList<>(
                List.of("--admin-host=" + settings.host(), "--admin-port=" + port, "--admin-ops-port=" + opsPort));
        arguments.add("--suffix-list=" + settings.suffixList());
        if (settings.database() != null) {
            arguments.add("--database=" + settings.database());
        }
        if (settings.databaseCredentials() != null) {
            arguments.add("--database-credentials=" + settings.databaseCredentials());
        }
        if (settings.peopleImport() != null) {
            arguments.add("--people-import=" + settings.peopleImport());
        }
        settings.names().forEach(name -> arguments.add("--admin-name=" + name));
        return arguments;
    }
}
