package org.schoolgate.cli.process;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/** Addresses with ports as they are written in settings: {@code 192.0.2.53:5353}, {@code [2001:db8::53]:5353}. */
final class SocketAddresses {
    private static final int MAX_PORT = 65_535;

    private SocketAddresses() {}

    /** Null when it is no address with a port from 1 to 65535. */
    static @Nullable InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        return hasPort ? of(text.substring(0, colon), text.substring(colon + 1)) : null;
    }

    /** As {@link #parse}; without a port, that one. */
    static @Nullable InetSocketAddress parse(String text, int defaultPort) {
        InetSocketAddress address = parse(text);
        return address == null ? of(text, Integer.toString(defaultPort)) : address;
    }

    private static @Nullable InetSocketAddress of(String address, String port) {
        try {
            Host host = Host.parseLenient(address);
            int number = Integer.parseInt(port);
            return host.isAddress() && number > 0 && number <= MAX_PORT
                    ? new InetSocketAddress(InetAddress.getByAddress(host.addressBytes()), number)
                    : null;
        } catch (HostSyntaxException | NumberFormatException | UnknownHostException e) {
            return null;
        }
    }
}
