package org.schoolgate.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ClientTerms;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.listen.ListenerConfig;
import org.schoolgate.proxy.listen.TlsFiles;
import org.schoolgate.proxy.origin.OriginTimeouts;
import org.schoolgate.proxy.origin.ParentProxy;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Network;

/**
 * Where a gateway keeps what it knows, where it listens, and whom it asks.
 *
 * @param folder for its enrolment, bundles, access log and outbox; made when it is not there
 * @param bundleFolder a bundle to serve from instead of an admin server's; null for a gateway that is enrolled
 * @param proxyAddress for browsers
 * @param listeners further ports for browsers
 * @param opsAddress for health and metrics, on loopback
 * @param allowOrigins networks that may be reached although they are inside, besides those that the policy names
 * @param hostsFile asked before DNS; null for the system's
 * @param nameServers empty for the system's
 * @param parentProxy that all requests to the internet go through; null where they go to their origins
 * @param parentCredentials a file of one line, {@code USER:PASSWORD}, for the parent proxy; null for none
 * @param connectTimeout for one address of an origin
 * @param answerTimeout from the end of a request to the head of its answer
 * @param bodyTimeout for the next part of an answer
 * @param idleTimeout how long a connection to an origin is kept without an exchange
 * @param limits for clients
 * @param log of the access log
 * @param version of this program, for the admin server
 */
public record GatewayConfig(
        Path folder,
        @Nullable Path bundleFolder,
        InetSocketAddress proxyAddress,
        List<Port> listeners,
        InetSocketAddress opsAddress,
        List<Network> allowOrigins,
        @Nullable Path hostsFile,
        List<InetSocketAddress> nameServers,
        @Nullable InetSocketAddress parentProxy,
        @Nullable Path parentCredentials,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        LimitConfig limits,
        LogConfig log,
        String version) {
    /** @throws IllegalArgumentException when there are credentials and no parent proxy, or a time-out is not positive */
    public GatewayConfig {
        if (parentCredentials != null && parentProxy == null) {
            throw new IllegalArgumentException(
                    "parent credentials: " + parentCredentials + " (expected: a parent proxy)");
        }
        OriginTimeouts.check(connectTimeout, answerTimeout, bodyTimeout, idleTimeout);
        listeners = List.copyOf(listeners);
        allowOrigins = List.copyOf(allowOrigins);
        nameServers = List.copyOf(nameServers);
    }

    OriginTimeouts originTimeouts() {
        return new OriginTimeouts(connectTimeout, answerTimeout, bodyTimeout, idleTimeout);
    }

    /** @throws IOException when there are no credentials in their file */
    @Nullable
    ParentProxy parent() throws IOException {
        if (parentProxy == null) {
            return null;
        }
        return parentCredentials == null ? ParentProxy.at(parentProxy) : ParentProxy.at(parentProxy, parentCredentials);
    }

    ClientTerms clientTerms() {
        return new ClientTerms(allowOrigins, Limits.DEFAULTS.with(limits.bodyRates()), limits.requestRate());
    }

    /** All of them, that of {@code proxyAddress} first. */
    List<ListenerConfig> ports() {
        List<ListenerConfig> ports = new ArrayList<>();
        ports.add(ListenerConfig.open(proxyAddress));
        listeners.forEach(port -> ports.add(port.listener()));
        return ports;
    }

    /** Where a gateway finds its configuration, time and again. */
    public interface Source {
        /** @throws IOException when there is something wrong with it; the message has all mistakes, one a line */
        GatewayConfig read() throws IOException;

        /**
         * Called when the gateway serves by what was read last.
         *
         * @throws IOException when it cannot be noted
         */
        void taken() throws IOException;
    }

    /**
     * A further port.
     *
     * @param kind one of {@link #kinds}
     * @param zones ids of the zones whose clients are served; empty for all
     * @param senders proxies in front of this one that say by the PROXY protocol for whom they connect; empty for none
     * @param certificate and {@code key}, PEM files of a port in TLS; null for all else
     * @param name that browsers are told to use; null for the address that they asked
     */
    public record Port(
            String kind,
            InetSocketAddress address,
            Set<String> zones,
            List<Network> senders,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable Host name) {
        /** Before the end of a certificate someone should see to the next. */
        public static final Duration NEAR_CERTIFICATE_END = TlsFiles.NEAR_THE_END;

        /** @throws IllegalArgumentException when the kind is none, has no use for what is given, or lacks what it needs */
        public Port {
            zones = Set.copyOf(zones);
            senders = List.copyOf(senders);
            listener(kind, address, zones, senders, certificate, key, name);
        }

        /** What is spoken at ports. */
        public static List<String> kinds() {
            return Stream.of(ListenerConfig.Kind.values())
                    .map(ListenerConfig.Kind::id)
                    .toList();
        }

        /**
         * When the certificate of a port in TLS ends.
         *
         * @return empty for a port of another kind
         * @throws IOException when a file cannot be read, or is not what it should be; the message names it
         */
        public Optional<Instant> certificateEnd() throws IOException {
            TlsFiles tls = listener().tls();
            return tls == null ? Optional.empty() : Optional.of(tls.end());
        }

        ListenerConfig listener() {
            return listener(kind, address, zones, senders, certificate, key, name);
        }

        private static ListenerConfig listener(
                String kind,
                InetSocketAddress address,
                Set<String> zones,
                List<Network> senders,
                @Nullable Path certificate,
                @Nullable Path key,
                @Nullable Host name) {
            if ((certificate == null) != (key == null)) {
                throw new IllegalArgumentException("certificate and key: one of them (expected: both or neither)");
            }
            TlsFiles tls = certificate == null || key == null ? null : new TlsFiles(certificate, key);
            return new ListenerConfig(ListenerConfig.Kind.of(kind), address, zones, senders, tls, name);
        }
    }
}
