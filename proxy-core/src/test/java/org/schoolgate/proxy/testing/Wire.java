package org.schoolgate.proxy.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One end of a plain connection, blocking, that says exactly what it is told to. Every read has a time limit. */
public final class Wire implements Closeable {
    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** One end that was accepted elsewhere. */
    public Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Connects from an address of this machine, such as 127.0.3.1. */
    public static Wire connect(InetSocketAddress to, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(to, READ_TIMEOUT_MILLIS);
        return new Wire(socket);
    }

    public Socket socket() {
        return socket;
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** A character a byte. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Each line with CR LF at its end, and an empty line after the last. */
    public void sendHead(String... lines) throws IOException {
        send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Up to and with the empty line; a character a byte. */
    public String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("end within a head: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    public byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("end after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    public String readText(int length) throws IOException {
        return new String(read(length), StandardCharsets.ISO_8859_1);
    }

    /** As much as is there now, at least one byte; -1 at the end. */
    public int readSome(byte[] into) throws IOException {
        return in.read(into);
    }

    /** All up to the end of the connection. */
    public String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Whether the other side has closed: waits for the end, which must come before anything else does. */
    public boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    /** A whole response that has a length, or none and so no body. */
    public Answer readAnswer() throws IOException {
        String head = readHead();
        return new Answer(head, readBody(head));
    }

    /** What comes behind a head that has a length, or says that it is chunked; empty for others. */
    public String readBody(String head) throws IOException {
        if ("chunked".equals(Answer.field(head, "transfer-encoding"))) {
            return readChunks();
        }
        String length = Answer.field(head, "content-length");
        return length.isEmpty() ? "" : readText(Integer.parseInt(length));
    }

    private String readChunks() throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int length = Integer.parseInt(readLine(), 16);
            body.append(readText(length));
            if (length == 0) {
                while (!readLine().isEmpty()) {}
                return body.toString();
            }
            readLine();
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 2 || line.lastIndexOf("\r\n") != line.length() - 2) {
            line.append(readText(1));
        }
        return line.substring(0, line.length() - 2);
    }

    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with a reset instead of an end. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A response as read. */
    public record Answer(String head, String body) {
        public int status() {
            return Integer.parseInt(head.split(" ", 3)[1].strip());
        }

        /** Value of the first field of that name; empty when there is none. */
        public String field(String name) {
            return field(head, name);
        }

        static String field(String head, String name) {
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }
}
