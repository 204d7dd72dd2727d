package org.schoolgate.proxy.identity;

import org.schoolgate.rules.Host;

/** Which interface has an address, on the segments that this machine is on. */
@FunctionalInterface
public interface Neighbours {
    /** No interface has that address. */
    long UNKNOWN = 0;

    /** Knows none: of a machine that is on no segment with clients. */
    Neighbours NONE = address -> UNKNOWN;

    /** See {@code MacAddress}; {@link #UNKNOWN} where it is not known, or more than one has the address. */
    long macOf(Host address);
}
