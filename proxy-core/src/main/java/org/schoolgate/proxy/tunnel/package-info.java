/**
 * CONNECT: looks at the first bytes that a client sends through a tunnel without taking them away, checks that they are
 * TLS for the host that was judged, then passes bytes both ways. Start reading at
 * {@link org.schoolgate.proxy.tunnel.TlsTunnels}.
 */
@NullMarked
package org.schoolgate.proxy.tunnel;

import org.jspecify.annotations.NullMarked;
