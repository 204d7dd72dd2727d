/**
 * What was browsed: searches of the gateways' access segments. Start at {@link
 * org.schoolgate.admin.accesslog.AccessLogResource}.
 */
@NullMarked
package org.schoolgate.admin.accesslog;

import org.jspecify.annotations.NullMarked;
