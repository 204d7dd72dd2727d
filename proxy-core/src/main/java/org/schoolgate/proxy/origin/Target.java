package org.schoolgate.proxy.origin;

import org.schoolgate.rules.Host;

/** Where an exchange goes: the host that was judged, and the port. */
public record Target(Host host, int port) {
    /** As in the authority of a URI, always with the port. */
    public String authority() {
        return host.uriText() + ":" + port;
    }
}
