package org.schoolgate.cli.process;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/** A name server as it is written in settings: {@code 192.0.2.53}, {@code 192.0.2.53:5353}, {@code [2001:db8::53]:5353}. */
final class NameServer {
    private static final int DNS_PORT = 53;
    private static final int MAX_PORT = 65_535;

    private NameServer() {}

    /** @throws IllegalArgumentException when it is no address, with or without a port */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        try {
            Host host = Host.parseLenient(hasPort ? text.substring(0, colon) : text);
            int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : DNS_PORT;
            if (host.isAddress() && port > 0 && port <= MAX_PORT) {
                return new InetSocketAddress(InetAddress.getByAddress(host.addressBytes()), port);
            }
        } catch (HostSyntaxException | NumberFormatException | UnknownHostException e) {
            // Said below, whatever is wrong with it.
        }
        throw new IllegalArgumentException("name server: \"" + text + "\" (expected: ADDRESS or ADDRESS:PORT)");
    }
}
