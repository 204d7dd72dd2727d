package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.schoolgate.cli.dns.DnsClient;
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

    private Routes() {}

    /** All of them, at servers of Cloudflare, Google and Quad9. */
    static List<Route> all() {
        return List.of(
                quic(at(443, "1.1.1.1", "8.8.8.8")),
                tcp("DNS over TLS (TCP 853)", at(853, "1.1.1.1", "8.8.8.8", "9.9.9.9")),
                tcp("DNS over HTTPS (TCP 443 of public resolvers)", at(443, "1.1.1.1", "8.8.8.8", "9.9.9.9")),
                dns(at(53, "1.1.1.1", "8.8.8.8", "9.9.9.9")));
    }

    private static List<InetSocketAddress> at(int port, String... addresses) {
        return List.of(addresses).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private interface Attempt {
        /** Returns when somebody answered. */
        void on(InetSocketAddress server) throws IOException;
    }

    private record Tried(String name, List<InetSocketAddress> servers, Attempt attempt) implements Route {
        @Override
        public boolean isOpen() {
            return servers.parallelStream().anyMatch(this::answers);
        }

        private boolean answers(InetSocketAddress server) {
            try {
                attempt.on(server);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** HTTP/3; a server that speaks QUIC answers a version that there is not by those that it has (RFC 9000, section 6). */
    static Route quic(List<InetSocketAddress> servers) {
        return new Tried("QUIC (UDP 443)", servers, Routes::negotiate);
    }

    static Route tcp(String name, List<InetSocketAddress> servers) {
        return new Tried(name, servers, server -> {
            try (Socket socket = new Socket()) {
                socket.connect(server, PATIENCE_MILLIS);
            }
        });
    }

    /** Name servers other than the school's. */
    static Route dns(List<InetSocketAddress> servers) {
        return new Tried(
                "DNS at other servers (UDP 53)", servers, server -> new DnsClient(server).addresses("example.org"));
    }

    private static void negotiate(InetSocketAddress server) throws IOException {
        byte[] initial = initial();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(server);
            socket.send(new DatagramPacket(initial, initial.length));
            DatagramPacket answer = new DatagramPacket(new byte[SMALLEST_INITIAL], SMALLEST_INITIAL);
            socket.receive(answer);
            if (!isNegotiation(answer)) {
                throw new IOException("no QUIC");
            }
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
