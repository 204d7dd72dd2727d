/**
 * One HTTP exchange at a time: read the head strictly, decide, then forward or answer, and record it. Start reading at
 * {@link org.schoolgate.proxy.http.ExchangeHandler}; what goes to an origin is in {@code Forwarding}.
 */
@NullMarked
package org.schoolgate.proxy.http;

import org.jspecify.annotations.NullMarked;
