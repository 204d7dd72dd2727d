/**
 * The far side: turns a judged host into a connected socket. Names are resolved here and nowhere else, and each address
 * is checked at the moment it is dialled. Start reading at {@link org.schoolgate.proxy.origin.Origins}.
 */
@NullMarked
package org.schoolgate.proxy.origin;

import org.jspecify.annotations.NullMarked;
