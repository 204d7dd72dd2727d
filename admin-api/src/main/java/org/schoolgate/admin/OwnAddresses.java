package org.schoolgate.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names and addresses under which clients may reach this server, as its certificate lists them. */
final class OwnAddresses {
    private OwnAddresses() {}

    static Set<String> names(AdminConfig config) throws IOException {
        Set<String> names = new TreeSet<>(config.hostNames());
        names.add("localhost");
        names.add("127.0.0.1");
        machineName().ifPresent(names::add);
        InetAddress bound = config.address().getAddress();
        if (bound.isAnyLocalAddress()) {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .forEach(address -> names.add(address.getHostAddress()));
        } else {
            names.add(bound.getHostAddress());
        }
        return names;
    }

    private static Optional<String> machineName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty(); // it has a name that nobody can look up, so nobody asks by it
        }
    }
}
