package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.schoolgate.cli.dns.Canary;
import org.schoolgate.cli.selftest.BypassCheck.Passage;
import org.schoolgate.cli.selftest.BypassCheck.Route;

/** The ways past a filter that browsers and apps know; each is tried at well-known public servers, and open if one answers. */
final class Routes {
    private static final int PATIENCE_MILLIS = 2_000;
    /** Of RFC 9000, section 15: no server speaks it, and each that speaks QUIC says so. */
    private static final int NO_VERSION = 0x1a2a3a4a;

    private static final int SMALLEST_INITIAL = 1_200;
    private static final byte LONG_HEADER = (byte) 0xc0;
    private static final int LONG_HEADER_BIT = 0x80;
    private static final int CONNECTION_ID_BYTES = 8;
    private static final int VERSION_END = 5;

    private static final int HTTPS = 443;
    private static final int DNS_OVER_TLS = 853;
    private static final int DNS = 53;

    private Routes() {}

    /** All of them, at servers of Cloudflare, Google and Quad9. */
    static List<Route> all() {
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return List.of(
                quic(resolvers(HTTPS)),
                tls("DNS over TLS (TCP 853)", resolvers(DNS_OVER_TLS), tls),
                tls("DNS over HTTPS (TCP 443 of public resolvers)", resolvers(HTTPS), tls),
                dns(resolvers(DNS)));
    }

    private static List<InetSocketAddress> resolvers(int port) {
        return List.of(
                at("one.one.one.one", "1.1.1.1", port),
                at("dns.google", "8.8.8.8", port),
                at("dns.quad9.net", "9.9.9.9", port));
    }

    /** A name that need not be looked up. */
    private static InetSocketAddress at(String name, String address, int port) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return new InetSocketAddress(InetAddress.getByAddress(name, bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private interface Attempt {
        /** @throws IOException when nobody answers */
        Passage on(InetSocketAddress server) throws IOException;
    }

    private record Tried(String name, List<InetSocketAddress> servers, Attempt attempt) implements Route {
        @Override
        public Passage passage() {
            return servers.parallelStream()
                    .map(this::passage)
                    .min(Comparator.naturalOrder())
                    .orElse(Passage.CLOSED);
        }

        private Passage passage(InetSocketAddress server) {
            try {
                return attempt.on(server);
            } catch (IOException e) {
                return Passage.CLOSED;
            }
        }
    }

    /** HTTP/3; a server that speaks QUIC answers a version that there is not by those that it has (RFC 9000, section 6). */
    static Route quic(List<InetSocketAddress> servers) {
        return new Tried("QUIC (UDP 443)", servers, Routes::negotiate);
    }

    /**
     * A protocol in TLS. Open is what leads to a server with a certificate for its name: whoever else takes the connection, and
     * refuses the name or shows a page about it, is one that it was diverted to.
     *
     * @param servers with their names
     * @param tls by whom their certificates may be issued
     */
    static Route tls(String name, List<InetSocketAddress> servers, SSLSocketFactory tls) {
        return new Tried(name, servers, server -> handshake(server, tls));
    }

    /** Name servers other than the school's. */
    static Route dns(List<InetSocketAddress> servers) {
        return new Tried("DNS at other servers (UDP 53)", servers, Routes::resolve);
    }

    private static Passage resolve(InetSocketAddress server) throws IOException {
        return switch (Canary.at(server)) {
            case KNOWN -> Passage.OPEN;
            case DENIED -> Passage.DIVERTED;
            case UNTOLD -> Passage.CLOSED;
        };
    }

    private static Passage handshake(InetSocketAddress server, SSLSocketFactory tls) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return handshake(socket, server, tls);
        }
    }

    private static Passage handshake(Socket socket, InetSocketAddress server, SSLSocketFactory tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, server.getHostString(), server.getPort(), false);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
            return Passage.OPEN;
        } catch (SocketTimeoutException e) {
            return Passage.CLOSED;
        } catch (IOException e) {
            return isAboutTheDate(e) ? Passage.OPEN : Passage.DIVERTED;
        }
    }

    /** With a clock that is wrong a device takes the certificate of the resolver itself for one that is not valid. */
    private static boolean isAboutTheDate(IOException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof CertificateExpiredException
                        || cause instanceof CertificateNotYetValidException);
    }

    private static Passage negotiate(InetSocketAddress server) throws IOException {
        byte[] initial = initial();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(server);
            socket.send(new DatagramPacket(initial, initial.length));
            DatagramPacket answer = new DatagramPacket(new byte[SMALLEST_INITIAL], SMALLEST_INITIAL);
            socket.receive(answer);
            return isNegotiation(answer) ? Passage.OPEN : Passage.CLOSED;
        }
    }

    private static byte[] initial() {
        return ByteBuffer.allocate(SMALLEST_INITIAL)
                .put(LONG_HEADER)
                .putInt(NO_VERSION)
                .put((byte) CONNECTION_ID_BYTES)
                .put(new byte[CONNECTION_ID_BYTES])
                .put((byte) CONNECTION_ID_BYTES)
                .put(new byte[CONNECTION_ID_BYTES])
                .array();
    }

    /** RFC 8999, section 6: a long header, and version 0. */
    private static boolean isNegotiation(DatagramPacket answer) {
        ByteBuffer bytes = ByteBuffer.wrap(answer.getData(), 0, answer.getLength());
        return bytes.remaining() > VERSION_END && (bytes.get(0) & LONG_HEADER_BIT) != 0 && bytes.getInt(1) == 0;
    }
}
