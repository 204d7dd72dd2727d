package org.schoolgate.proxy.origin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolgate.rules.Host;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine as a target: its addresses, and the sockets on it that no connection is made to whatever the policy says.
 * The proxy's own would be a loop that feeds itself; health, meters and the admin server are not for browsers behind the
 * proxy. {@link #refresh} blocks and is called from one thread; the rest is thread-safe.
 */
final class Ourselves {
    private static final Logger LOG = LoggerFactory.getLogger(Ourselves.class);

    private volatile List<InetSocketAddress> listeners = List.of();
    private volatile Set<InetAddress> addresses = Set.of();
    private volatile List<byte[]> plainAddresses = List.of();

    Ourselves() {
        refresh();
    }

    /** Reads the addresses of the network interfaces, which may come and go. When they cannot be read the known ones stay. */
    void refresh() {
        try {
            addresses = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toUnmodifiableSet());
            plainAddresses = addresses.stream()
                    .map(address -> Host.unwrapped(address.getAddress()))
                    .toList();
        } catch (SocketException e) {
            LOG.warn("Proxy: the addresses of this machine cannot be read: {}", e.getMessage());
        }
    }

    void listenAt(Collection<InetSocketAddress> bound) {
        listeners = List.copyOf(bound);
    }

    /** Whether the address, 4 or 16 bytes in network order, is one of this machine's interfaces. */
    boolean has(byte[] address) {
        byte[] plain = Host.unwrapped(address);
        for (byte[] own : plainAddresses) {
            if (Arrays.equals(own, plain)) {
                return true;
            }
        }
        return false;
    }

    boolean isReachedBy(InetAddress dialled, int port) {
        for (InetSocketAddress listener : listeners) {
            if (listener.getPort() == port && isReachedBy(dialled, listener.getAddress())) {
                return true;
            }
        }
        return false;
    }

    private boolean isReachedBy(InetAddress dialled, InetAddress bound) {
        if (dialled.equals(bound)) {
            return true;
        }
        return bound.isAnyLocalAddress()
                ? dialled.isAnyLocalAddress() || dialled.isLoopbackAddress() || addresses.contains(dialled)
                : bound.isLoopbackAddress() && dialled.isAnyLocalAddress();
    }
}
