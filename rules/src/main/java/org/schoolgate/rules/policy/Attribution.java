package org.schoolgate.rules.policy;

import java.util.Locale;

/** How we know who is browsing. */
public enum Attribution {
    /** Nobody said who it is; the role is the one its zone has for the unidentified. */
    ZONE,
    /** Nobody said who it is, and the address belongs to no zone; the role is the strictest there is. */
    UNKNOWN_ZONE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in records and answers. */
    public String id() {
        return id;
    }
}
