/**
 * The access log of this gateway: a bounded queue and its one writer. Start at {@link
 * org.schoolgate.proxy.accesslog.AccessLog}.
 */
@NullMarked
package org.schoolgate.proxy.accesslog;

import org.jspecify.annotations.NullMarked;
