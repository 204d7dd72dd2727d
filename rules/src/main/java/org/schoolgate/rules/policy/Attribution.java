package org.schoolgate.rules.policy;

import java.util.Locale;

/** How we know who is browsing; the strongest first. */
public enum Attribution {
    /** The person signed in at the proxy, and the role is the person's. */
    PROXY_AUTH,
    /** The person signed in at the proxy, but may not have that role here: the role is the zone's for the unidentified. */
    PROXY_AUTH_ZONE_ROLE,
    /** The device is one of the inventory, and the role is its owner's, or its own. */
    DEVICE,
    /** The device is one of the inventory, but gives no role that may be had here: the role is the zone's for the unidentified. */
    DEVICE_ZONE_ROLE,
    /** Nobody said who it is; the role is the one its zone has for the unidentified. */
    ZONE,
    /** Nobody said who it is, and the address belongs to no zone; the role is the strictest there is. */
    UNKNOWN_ZONE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in records and answers. */
    public String id() {
        return id;
    }

    /** Whether somebody gave a password, and it was right. */
    public boolean isSignedIn() {
        return this == PROXY_AUTH || this == PROXY_AUTH_ZONE_ROLE;
    }
}
