package org.schoolgate.proxy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.accesslog.AccessLogLimits;
import org.schoolgate.proxy.syslog.SyslogServer;

/**
 * How much of the access log a gateway keeps, and who gets the records besides.
 *
 * @param days older records are deleted; 1 or more
 * @param gibibytes beyond which the oldest records are deleted; 1 or more
 * @param syslogServer {@code HOST} or {@code HOST:PORT}; null for none
 * @param syslogAuthority certificates (PEM) that sign the server's; null for those that Java trusts
 */
public record LogConfig(
        int days,
        int gibibytes,
        @Nullable String syslogServer,
        @Nullable Path syslogAuthority) {
    public static final LogConfig DEFAULTS = new LogConfig(365, 16, null, null);

    /** @throws IllegalArgumentException when one of them is out of range or malformed */
    public LogConfig {
        AccessLogLimits.DEFAULT.keeping(days, gibibytes);
        if (syslogServer != null) {
            SyslogServer.parse(syslogServer, syslogAuthority);
        }
    }

    AccessLogLimits limits() {
        return AccessLogLimits.DEFAULT.keeping(days, gibibytes);
    }

    @Nullable
    SyslogServer syslog() {
        return syslogServer == null ? null : SyslogServer.parse(syslogServer, syslogAuthority);
    }
}
