package org.schoolgate.cli.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.LogConfig;

/**
 * How much of the access log a gateway keeps, and who gets it besides.
 *
 * @param days older records are deleted
 * @param gibibytes beyond which the oldest records are deleted
 * @param syslogServer {@code HOST} or {@code HOST:PORT} that the records are sent to; null for none
 * @param syslogAuthority certificates that sign the server's; null for those that Java trusts
 */
record LogSettings(
        int days,
        int gibibytes,
        @Nullable String syslogServer,
        @Nullable Path syslogAuthority) {
    static final LogSettings DEFAULTS = new LogSettings(365, 16, null, null);

    LogConfig config() {
        return new LogConfig(days, gibibytes, syslogServer, syslogAuthority);
    }
}
