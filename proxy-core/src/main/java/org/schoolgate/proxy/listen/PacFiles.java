package org.schoolgate.proxy.listen;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.portal.PacFile;
import org.schoolgate.rules.Host;

/** What browsers are told of the ports that are open. */
final class PacFiles {
    private final @Nullable Host name;
    private final List<OpenPort> ports;

    /**
     * @param name of the proxy; null for the address that was reached
     * @param ports in the order of the configuration
     */
    PacFiles(@Nullable Host name, List<OpenPort> ports) {
        this.name = name;
        this.ports = ports;
    }

    /**
     * Of the first port for everyone that is open at the address. Where none is, of the first at another address that other
     * machines may reach, or of any: that may lead nowhere, but a browser without a proxy would go around it.
     *
     * @param reached address of ours at which the browser asks
     * @return empty when no port is for everyone
     */
    Optional<PacFile> at(InetAddress reached) {
        Optional<OpenPort> proxy = reachable(Kind.PROXY, reached).or(() -> first(Kind.PROXY, port -> true));
        if (name != null) {
            Integer tls = reachable(Kind.TLS, reached).map(OpenPort::number).orElse(null);
            return proxy.map(port -> new PacFile(name, port.number(), tls));
        }
        return proxy.map(port -> pacFile(port.isAt(reached) || !port.isAtAnAddress() ? reached : port.address(), port));
    }

    private Optional<OpenPort> reachable(Kind kind, InetAddress reached) {
        return first(kind, port -> port.isAt(reached))
                .or(() -> first(kind, OpenPort::isAtAnAddress))
                .or(() -> first(kind, port -> !port.address().isLoopbackAddress()));
    }

    private Optional<OpenPort> first(Kind kind, Predicate<OpenPort> condition) {
        return ports.stream()
                .filter(port -> port.config().isForEveryone(kind))
                .filter(condition)
                .findFirst();
    }

    private static PacFile pacFile(InetAddress address, OpenPort port) {
        return new PacFile(Host.ofAddress(address.getAddress()), port.number(), null);
    }
}
