package org.schoolgate.proxy.origin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The sockets this process listens on. A connection from us to one of them would be a loop that feeds itself, so none is
 * made, whatever the policy says. Thread-safe.
 */
final class OwnListeners {
    private record Listener(InetAddress address, int port, Set<InetAddress> interfaceAddresses) {
        boolean isReachedBy(InetAddress dialled, int dialledPort) {
            if (dialledPort != port) {
                return false;
            }
            return dialled.equals(address)
                    || address.isAnyLocalAddress()
                            && (dialled.isAnyLocalAddress()
                                    || dialled.isLoopbackAddress()
                                    || interfaceAddresses.contains(dialled))
                    || address.isLoopbackAddress() && dialled.isAnyLocalAddress();
        }
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Looks up the addresses of this machine as they are now; blocks. */
    void add(InetSocketAddress bound) throws SocketException {
        Set<InetAddress> interfaceAddresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .collect(Collectors.toUnmodifiableSet());
        listeners.add(new Listener(bound.getAddress(), bound.getPort(), interfaceAddresses));
    }

    boolean isReachedBy(InetAddress address, int port) {
        for (Listener listener : listeners) {
            if (listener.isReachedBy(address, port)) {
                return true;
            }
        }
        return false;
    }
}
