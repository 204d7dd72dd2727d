package org.schoolgate.cli.process;

import java.net.InetSocketAddress;

/** A name server as it is written in settings: {@code 192.0.2.53}, {@code 192.0.2.53:5353}, {@code [2001:db8::53]:5353}. */
public final class NameServer {
    private static final int DNS_PORT = 53;

    private NameServer() {}

    /** @throws IllegalArgumentException when it is no address, with or without a port */
    public static InetSocketAddress parse(String text) {
        InetSocketAddress address = SocketAddresses.parse(text, DNS_PORT);
        if (address == null) {
            throw new IllegalArgumentException("name server: \"" + text + "\" (expected: ADDRESS or ADDRESS:PORT)");
        }
        return address;
    }
}
