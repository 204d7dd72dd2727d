package org.schoolgate.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names and addresses under which clients may reach this server, as its certificate lists them. */
final class OwnAddresses {
    private static final Pattern SCOPE = Pattern.compile("%.*");

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
                    .forEach(address -> names.add(text(address)));
        } else {
            names.add(text(bound));
        }
        return names;
    }

    /** The address without the scope ({@code %lo}) that those of an interface carry: no certificate can name that. */
    static String text(InetAddress address) {
        return SCOPE.matcher(address.getHostAddress()).replaceFirst("");
    }

    private static Optional<String> machineName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty(); // it has a name that nobody can look up, so nobody asks by it
        }
    }
}
