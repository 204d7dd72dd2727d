package org.schoolgate.proxy.listen;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** A port that is open. Its number is not the configured one where that is 0. */
record OpenPort(ListenerConfig config, int number) {
    InetAddress address() {
        return config.address().getAddress();
    }

    /** Whether who reaches that address of ours reaches the port. Any address of IPv6 stands for those of IPv4 too. */
    boolean isAt(InetAddress reached) {
        boolean isOfFamily = address() instanceof Inet6Address || reached instanceof Inet4Address;
        return address().equals(reached) || (address().isAnyLocalAddress() && isOfFamily);
    }

    /** Whether other machines can be told of it by its own address. */
    boolean isAtAnAddress() {
        return !address().isLoopbackAddress() && !address().isAnyLocalAddress();
    }
}
