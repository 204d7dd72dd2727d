/**
 * CONNECT: looks at the first bytes that a client sends through a tunnel without taking them away, checks that they are
 * TLS for the host that was judged, then passes bytes both ways and judges again as long as it does. Start reading at
 * {@link org.schoolgate.proxy.tunnel.Admission}.
 */
@NullMarked
package org.schoolgate.proxy.tunnel;

import org.jspecify.annotations.NullMarked;
