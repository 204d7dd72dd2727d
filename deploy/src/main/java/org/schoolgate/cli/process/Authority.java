package org.schoolgate.cli.process;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An address as it is written into a URL. */
public final class Authority {
    private Authority() {}

    /** {@code HOST:PORT}; where all addresses are meant, which nobody can ask, {@code localhost}. */
    public static String of(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String name = host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
        return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + address.getPort();
    }
}
