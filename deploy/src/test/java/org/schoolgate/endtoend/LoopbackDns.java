package org.schoolgate.endtoend;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A name server that knows every name: each has the one address 127.0.0.1, so no request ever leaves the machine. */
final class LoopbackDns implements AutoCloseable {
    private static final int HEADER_BYTES = 12;
    private static final short ANSWER_NO_ERROR = (short) 0x8580;
    private static final short TYPE_A = 1;
    private static final short CLASS_IN = 1;
    private static final short NAME_OF_THE_QUESTION = (short) 0xC00C;

    private final DatagramSocket socket;

    private LoopbackDns(DatagramSocket socket) {
        this.socket = socket;
    }

    static LoopbackDns start() throws IOException {
        LoopbackDns dns =
                new LoopbackDns(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        Thread thread = new Thread(dns::serve, "loopback-dns");
        thread.setDaemon(true);
        thread.start();
        return dns;
    }

    /** As {@code --dns-server} wants it. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                byte[] answer = answer(Arrays.copyOf(buffer, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException("name server broke", e);
            }
        }
    }

    /** Repeats the question; an A question gets its answer, any other an empty one (RFC 1035, section 4). */
    private static byte[] answer(byte[] query) {
        int nameEnd = HEADER_BYTES;
        while (query[nameEnd] != 0) {
            nameEnd += 1 + query[nameEnd];
        }
        ByteBuffer in = ByteBuffer.wrap(query);
        boolean isAddress = in.getShort(nameEnd + 1) == TYPE_A;
        int questionEnd = nameEnd + 5;
        ByteBuffer out = ByteBuffer.allocate(questionEnd + 16);
        out.putShort(in.getShort(0)).putShort(ANSWER_NO_ERROR);
        out.putShort((short) 1).putShort((short) (isAddress ? 1 : 0)).putInt(0);
        out.put(query, HEADER_BYTES, questionEnd - HEADER_BYTES);
        if (isAddress) {
            out.putShort(NAME_OF_THE_QUESTION)
                    .putShort(TYPE_A)
                    .putShort(CLASS_IN)
                    .putInt(60);
            out.putShort((short) 4).put(new byte[] {127, 0, 0, 1});
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
