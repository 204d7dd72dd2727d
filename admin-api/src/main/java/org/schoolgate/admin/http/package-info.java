/**
 * What all routes share: who may call which, JSON in and out, pages of long lists, and problems (RFC 9457) for every
 * answer that is not a success. Start at {@link org.schoolgate.admin.http.Gatekeeper}, which every request passes, and
 * {@link org.schoolgate.admin.http.Permissions}, the one table of routes.
 */
@NullMarked
package org.schoolgate.admin.http;

import org.jspecify.annotations.NullMarked;
