package org.schoolgate.rules.policy;

import java.util.Locale;

/** What may go through a tunnel to a port. */
public enum TunnelProtocol {
    /** TLS, for the name that the tunnel was asked for; or HTTP in the clear, which is filtered as HTTP. */
    TLS,
    /** Anything; nothing of it is looked at. */
    RAW;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As in policies. */
    public String id() {
        return id;
    }
}
