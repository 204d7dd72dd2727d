package org.schoolgate.cli.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of the options of a gateway those about its access log. */
final class LogOptions {
    @Option(
            names = "--access-log-days",
            paramLabel = "DAYS",
            description = "For which the access log is kept at most (365).")
    private @Nullable Integer days;

    @Option(
            names = "--access-log-gib",
            paramLabel = "GIB",
            description = "Of the access log that are kept at most, the newest (16).")
    private @Nullable Integer gibibytes;

    @Option(
            names = "--syslog-server",
            paramLabel = "HOST[:PORT]",
            description = "Gets every access record too, by syslog over TLS (port 6514).")
    private @Nullable String syslogServer;

    @Option(
            names = "--syslog-authority",
            paramLabel = "FILE",
            description = "Certificates (PEM) that sign that server's (those that Java trusts).")
    private @Nullable Path syslogAuthority;

    /** The settings with each option that was given in its place. */
    LogSettings over(LogSettings settings) {
        return new LogSettings(
                days == null ? settings.days() : days,
                gibibytes == null ? settings.gibibytes() : gibibytes,
                syslogServer == null ? settings.syslogServer() : syslogServer,
                syslogAuthority == null ? settings.syslogAuthority() : syslogAuthority);
    }

    /** What was given. */
    void addTo(Arguments arguments) {
        arguments
                .add("--access-log-days", days)
                .add("--access-log-gib", gibibytes)
                .add("--syslog-server", syslogServer)
                .add("--syslog-authority", syslogAuthority);
    }
}
