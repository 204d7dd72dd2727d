package org.schoolgate.cli.dns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.schoolgate.cli.process.Authority;

/** Asks one name server over UDP (RFC 1035, section 4), and reads the records of the type that was asked for. */
final class DnsClient {
    static final int A = 1;
    static final int AAAA = 28;
    /** RFC 9460. */
    static final int HTTPS = 65;

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_ANSWER = 4_096;
    private static final int HEADER_BYTES = 12;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int CLASS_IN = 1;
    private static final int RESPONSE_CODE = 0xf;
    private static final int NO_ERROR = 0;
    private static final int NO_SUCH_NAME = 3;
    private static final int POINTER = 0xc0;

    private final InetSocketAddress server;
    private final SecureRandom random = new SecureRandom();

    DnsClient(InetSocketAddress server) {
        this.server = server;
    }

    /** All addresses of a name, as text; empty where the server says that there are none, for whatever reason. */
    Set<String> addresses(String name) throws IOException {
        Set<String> addresses = new TreeSet<>();
        for (int type : new int[] {A, AAAA}) {
            for (byte[] data : ask(name, type)) {
                addresses.add(InetAddress.getByAddress(data).getHostAddress());
            }
        }
        return addresses;
    }

    /**
     * The data of the records that answer.
     *
     * @throws IOException when no answer comes, or none that can be read
     */
    List<byte[]> ask(String name, int type) throws IOException {
        try {
            return records(answer(name, type), type);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("name server " + Authority.of(server) + ": an answer that cannot be read", e);
        }
    }

    /**
     * Whether the server can say if there is such a name; one that cannot reach others, or does not serve us, cannot.
     *
     * @throws IOException when no answer comes
     */
    boolean canTellOf(String name) throws IOException {
        int code = answer(name, A).getShort(Short.BYTES) & RESPONSE_CODE;
        return code == NO_ERROR || code == NO_SUCH_NAME;
    }

    private ByteBuffer answer(String name, int type) throws IOException {
        byte[] query = query(name, type);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server);
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket answer = new DatagramPacket(new byte[MAX_ANSWER], MAX_ANSWER);
            do {
                socket.receive(answer);
            } while (answer.getLength() < HEADER_BYTES || !isAnswerTo(query, answer.getData()));
            return ByteBuffer.wrap(answer.getData(), 0, answer.getLength());
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "name server " + Authority.of(server) + ": no answer within " + TIMEOUT_MILLIS + " ms", e);
        }
    }

    private byte[] query(String name, int type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putShort((short) random.nextInt())
                .putShort((short) RECURSION_DESIRED)
                .putShort((short) 1);
        out.writeBytes(header.array());
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(new byte[] {0, 0, (byte) type, 0, CLASS_IN});
        return out.toByteArray();
    }

    private static boolean isAnswerTo(byte[] query, byte[] answer) {
        return query[0] == answer[0] && query[1] == answer[1];
    }

    private static List<byte[]> records(ByteBuffer answer, int type) {
        int questions = answer.getShort(4) & 0xffff;
        int answers = answer.getShort(6) & 0xffff;
        answer.position(HEADER_BYTES);
        for (int i = 0; i < questions; i++) {
            skipName(answer);
            answer.getInt();
        }
        List<byte[]> found = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            skipName(answer);
            int recordType = answer.getShort() & 0xffff;
            answer.position(answer.position() + Short.BYTES + Integer.BYTES);
            byte[] data = new byte[answer.getShort() & 0xffff];
            answer.get(data);
            if (recordType == type) {
                found.add(data);
            }
        }
        return found;
    }

    private static void skipName(ByteBuffer answer) {
        int length = answer.get() & 0xff;
        while (length > 0 && length < POINTER) {
            answer.position(answer.position() + length);
            length = answer.get() & 0xff;
        }
        if (length >= POINTER) {
            answer.get();
        }
    }
}
