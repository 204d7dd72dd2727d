/**
 * Access records for a log server of the school's, by syslog over TLS. Start at {@link
 * org.schoolgate.proxy.syslog.SyslogLink}.
 */
@NullMarked
package org.schoolgate.proxy.syslog;

import org.jspecify.annotations.NullMarked;
