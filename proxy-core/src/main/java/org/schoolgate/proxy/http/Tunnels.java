package org.schoolgate.proxy.http;

/** What is done with a CONNECT that policy allows, or that can only be judged by what comes through the tunnel. */
@FunctionalInterface
public interface Tunnels {
    /** Takes over the request, on its event loop; either refuses or accepts it, now or later. */
    void open(Connect connect);
}
