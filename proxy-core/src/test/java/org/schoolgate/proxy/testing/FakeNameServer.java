package org.schoolgate.proxy.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server on loopback (UDP): knows some addresses, says NXDOMAIN of other names, and may be silent or broken. */
public final class FakeNameServer implements Closeable {
    private static final int HEADER_BYTES = 12;
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;

    private final DatagramSocket socket;
    private final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger queries = new AtomicInteger();
    private volatile List<InetAddress> everything = List.of();
    private volatile boolean silent;
    private volatile boolean broken;

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

    /** An address of each family at most; the record lives for a second. */
    public void know(String name, String... known) throws IOException {
        List<InetAddress> all = new ArrayList<>();
        for (String address : known) {
            all.add(InetAddress.getByName(address));
        }
        addresses.put(name, all);
    }

    /** Of the name, NXDOMAIN from now on. */
    public void forget(String name) {
        addresses.remove(name);
    }

    /** Has every other name at this address. */
    public void knowEverything(String ipv4) throws IOException {
        everything = List.of(InetAddress.getByName(ipv4));
    }

    public void beSilent() {
        silent = true;
    }

    /** Says of every name that it has failed. */
    public void beBroken() {
        broken = true;
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
        List<InetAddress> known = addresses.getOrDefault(name.substring(0, name.length() - 1), everything);
        byte[] record = broken ? new byte[0] : record(known, type);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        out.write(0x81);
        out.write(0x80 | (broken ? SERVFAIL : known.isEmpty() ? NXDOMAIN : 0));
        out.writeBytes(new byte[] {0, 1, 0, (byte) (record.length == 0 ? 0 : 1), 0, 0, 0, 0});
        out.write(query, HEADER_BYTES, questionEnd - HEADER_BYTES);
        if (record.length > 0) {
            out.writeBytes(
                    new byte[] {(byte) 0xc0, HEADER_BYTES, 0, (byte) type, 0, 1, 0, 0, 0, 1, 0, (byte) record.length});
            out.writeBytes(record);
        }
        return out.toByteArray();
    }

    private static byte[] record(List<InetAddress> known, int type) {
        int length = type == TYPE_A ? 4 : type == TYPE_AAAA ? 16 : 0;
        return known.stream()
                .map(InetAddress::getAddress)
                .filter(address -> address.length == length)
                .findFirst()
                .orElse(new byte[0]);
    }

    @Override
    public void close() {
        socket.close();
    }
}
