package org.schoolgate.proxy.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A DNS server on loopback (UDP): knows some IPv4 addresses, says NXDOMAIN of other names, and may be silent. */
public final class FakeNameServer implements Closeable {
    private static final int HEADER_BYTES = 12;
    private static final int TYPE_A = 1;
    private static final int NXDOMAIN = 3;

    private final DatagramSocket socket;
    private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger queries = new AtomicInteger();
    private volatile @Nullable InetAddress everything;
    private volatile boolean silent;

    public FakeNameServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        Thread thread = new Thread(this::serve, "fake-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** How many queries came, of any kind. */
    public int queries() {
        return queries.get();
    }

    /** The record lives for a second. */
    public void know(String name, String ipv4) throws IOException {
        addresses.put(name, InetAddress.getByName(ipv4));
    }

    /** Has every other name at this address. */
    public void knowEverything(String ipv4) throws IOException {
        everything = InetAddress.getByName(ipv4);
    }

    public void beSilent() {
        silent = true;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                queries.incrementAndGet();
                if (!silent) {
                    byte[] answer = answer(buffer);
                    socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private byte[] answer(byte[] query) {
        StringBuilder name = new StringBuilder();
        int at = HEADER_BYTES;
        while (query[at] != 0) {
            int length = query[at];
            name.append(new String(query, at + 1, length, StandardCharsets.US_ASCII))
                    .append('.');
            at += 1 + length;
        }
        int type = (query[at + 1] & 0xff) << 8 | query[at + 2] & 0xff;
        int questionEnd = at + 5;
        InetAddress known = addresses.get(name.substring(0, name.length() - 1));
        InetAddress address = known == null ? everything : known;
        byte[] record = address != null && type == TYPE_A ? address.getAddress() : new byte[0];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        out.write(0x81);
        out.write(0x80 | (address == null ? NXDOMAIN : 0));
        out.writeBytes(new byte[] {0, 1, 0, (byte) (record.length == 0 ? 0 : 1), 0, 0, 0, 0});
        out.write(query, HEADER_BYTES, questionEnd - HEADER_BYTES);
        if (record.length > 0) {
            out.writeBytes(new byte[] {(byte) 0xc0, HEADER_BYTES, 0, TYPE_A, 0, 1, 0, 0, 0, 1, 0, 4});
            out.writeBytes(record);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
