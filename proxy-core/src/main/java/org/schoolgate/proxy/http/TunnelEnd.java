package org.schoolgate.proxy.http;

import java.util.Locale;

/** Why a tunnel ended, or was never opened after it had been accepted; see {@code AccessRecord.Tunnel}. */
public enum TunnelEnd {
    CLIENT,
    ORIGIN,
    IDLE,
    /** The rules now in force block it. */
    POLICY,
    /** Never opened: what came first, or the name in it, was not in order or is blocked, or its origin was not reached. */
    REFUSED,
    /** What came first was HTTP in the clear; each of its requests is an exchange of its own. */
    HTTP,
    /** The gateway. */
    STOPPED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As in access records. */
    public String id() {
        return id;
    }
}
