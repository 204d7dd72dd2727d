package org.schoolgate.cli.process;

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

    /** The settings with each option that was given in its place. */
    Settings over(Settings settings) {
        return new Settings(
                settings.proxyHost(),
                settings.proxyPort(),
                settings.gatewayOpsPort(),
                adminHost == null ? settings.adminHost() : adminHost,
                adminPort == null ? settings.adminPort() : adminPort,
                settings.allowOrigins(),
                settings.hostsFile(),
                settings.dnsServers());
    }

    /** The settings as arguments for a process of its own; after a first start it gets the port that it said it had. */
    static List<String> arguments(Settings settings, @Nullable ReadyLine last) {
        int port = last == null ? settings.adminPort() : last.port("url");
        return List.of("--admin-host=" + settings.adminHost(), "--admin-port=" + port);
    }
}
