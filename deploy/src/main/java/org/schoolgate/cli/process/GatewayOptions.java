package org.schoolgate.cli.process;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a gateway, shared by {@code gateway} and {@code run}; what is not given comes from the settings. */
final class GatewayOptions {
    @Option(names = "--proxy-host", paramLabel = "ADDRESS", description = "Address that browsers connect to (all).")
    private @Nullable String proxyHost;

    @Option(
            names = "--proxy-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Port that browsers connect to (3128); 0 takes any free one.")
    private @Nullable Integer proxyPort;

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = {
                "A further port: KIND ADDRESS:PORT [zones=ID,...] [senders=CIDR,...] [certificate=FILE key=FILE] [name=HOST].",
                "KIND is proxy, tls, redirect, tproxy or pac. Repeatable."
            })
    private @Nullable List<String> listeners;

    @Option(
            names = "--gateway-ops-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Metrics and health of the gateway, on loopback (9101).")
    private @Nullable Integer opsPort;

    @Option(
            names = "--allow-origin",
            paramLabel = "CIDR",
            description = "An inside network that may be browsed, besides those that the policy names. Repeatable.")
    private @Nullable List<String> allowOrigins;

    @Option(names = "--hosts-file", paramLabel = "FILE", description = "Asked before DNS (/etc/hosts).")
    private @Nullable Path hostsFile;

    @Option(
            names = "--dns-server",
            paramLabel = "ADDRESS[:PORT]",
            description = "A server to ask for addresses (those of the system). Repeatable.")
    private @Nullable List<String> dnsServers;

    @Option(
            names = "--parent-proxy",
            paramLabel = "ADDRESS:PORT",
            description = "A proxy that all requests to the internet go through (none).")
    private @Nullable String parentProxy;

    @Option(
            names = "--parent-credentials",
            paramLabel = "FILE",
            description = "One line USER:PASSWORD for the parent proxy, which it gets as Basic (none).")
    private @Nullable Path parentCredentials;

    @Option(
            names = "--origin-connect-timeout",
            paramLabel = "SECONDS",
            description = "Seconds for one address of an origin (5).")
    private @Nullable Integer connectTimeout;

    @Option(
            names = "--origin-answer-timeout",
            paramLabel = "SECONDS",
            description = "Seconds from the end of a request to the head of its answer (120).")
    private @Nullable Integer answerTimeout;

    @Option(
            names = "--origin-body-timeout",
            paramLabel = "SECONDS",
            description = "Seconds for the next part of an answer (120).")
    private @Nullable Integer bodyTimeout;

    @Option(
            names = "--origin-idle-timeout",
            paramLabel = "SECONDS",
            description = "Seconds that a connection to an origin is kept without an exchange (45).")
    private @Nullable Integer idleTimeout;

    @Mixin
    private LimitOptions limits;

    @Mixin
    private LogOptions log;

    /** The settings with each option that was given in its place. */
    GatewaySettings over(GatewaySettings settings) {
        return new GatewaySettings(
                proxyHost == null ? settings.host() : proxyHost,
                proxyPort == null ? settings.port() : proxyPort,
                listeners == null ? settings.listeners() : listeners,
                opsPort == null ? settings.opsPort() : opsPort,
                allowOrigins == null ? settings.allowOrigins() : allowOrigins,
                hostsFile == null ? settings.hostsFile() : hostsFile,
                dnsServers == null ? settings.dnsServers() : dnsServers,
                parentProxy == null ? settings.parentProxy() : parentProxy,
                parentCredentials == null ? settings.parentCredentials() : parentCredentials,
                connectTimeout == null ? settings.connectTimeout() : connectTimeout,
                answerTimeout == null ? settings.answerTimeout() : answerTimeout,
                bodyTimeout == null ? settings.bodyTimeout() : bodyTimeout,
                idleTimeout == null ? settings.idleTimeout() : idleTimeout,
                limits.over(settings.limits()),
                log.over(settings.log()));
    }

    /**
     * What was given, as options for a process of its own, which reads the settings itself. Where any port would do, it gets
     * the one that it said it had after a first start.
     */
    List<String> arguments(GatewaySettings settings, @Nullable ReadyLine last) {
        Arguments arguments = new Arguments()
                .add("--proxy-host", proxyHost)
                .add("--proxy-port", port(proxyPort, settings.port(), last, "proxy"))
                .addEach("--listen", listeners)
                .add("--gateway-ops-port", port(opsPort, settings.opsPort(), last, "ops"))
                .addEach("--allow-origin", allowOrigins)
                .add("--hosts-file", hostsFile)
                .addEach("--dns-server", dnsServers)
                .add("--parent-proxy", parentProxy)
                .add("--parent-credentials", parentCredentials)
                .add("--origin-connect-timeout", connectTimeout)
                .add("--origin-answer-timeout", answerTimeout)
                .add("--origin-body-timeout", bodyTimeout)
                .add("--origin-idle-timeout", idleTimeout);
        limits.addTo(arguments);
        log.addTo(arguments);
        return arguments.list();
    }

    private static @Nullable Integer port(@Nullable Integer given, int wanted, @Nullable ReadyLine last, String fact) {
        return last == null || wanted != 0 ? given : Integer.valueOf(last.port(fact));
    }
}
