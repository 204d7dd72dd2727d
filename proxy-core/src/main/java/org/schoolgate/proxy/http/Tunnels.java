package org.schoolgate.proxy.http;

/** What is done with connections that carry no more HTTP. Called on their event loop. */
public interface Tunnels {
    /**
     * Takes over a CONNECT that policy allows, or that can only be judged by what comes through the tunnel; either refuses or
     * accepts it, now or later.
     */
    void open(Connect connect);

    /** Takes over a connection that the firewall diverted, before anything was read: finds out what it is. */
    void meet(Diverted client);

    /** Takes over a WebSocket: at the end of both pipelines, what comes in is passed on as it is. */
    void join(Upgrade upgrade);
}
