package org.schoolgate.endtoend;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One connection from a browser to the proxy, from an address of the tester's choice: in a demonstration the address is the
 * zone, and the zone is the role. Kept alive as long as the proxy keeps it. Not thread-safe.
 */
final class Browser implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private Browser(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back; header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return Objects.requireNonNull(headers.get(name), () -> "no " + name + " in " + headers);
        }
    }

    /** {@code from} is a loopback address such as 127.0.3.1. */
    static Browser open(String from, InetSocketAddress proxy) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(proxy, PATIENCE_MILLIS);
        return new Browser(socket);
    }

    /** Asks for an absolute {@code http} URL. */
    Answer get(String url) throws IOException {
        String authority = url.substring("http://".length()).split("/", 2)[0];
        send("GET " + url + " HTTP/1.1\r\nHost: " + authority + "\r\nAccept: text/html\r\n\r\n");
        return answer(true);
    }

    /** Asks for a tunnel to {@code HOST:PORT}; a refusal has a body, a tunnel has none. */
    Answer connect(String authority) throws IOException {
        send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        return answer(false);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(String head) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Answer answer(boolean successHasBody) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        boolean hasBody = successHasBody || status != 200;
        return new Answer(status, headers, hasBody ? body(headers) : "");
    }

    private String body(Map<String, String> headers) throws IOException {
        if (!headers.containsKey("content-length")) {
            throw new IOException("an answer without a length: " + headers);
        }
        int length = Integer.parseInt(headers.get("content-length"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("body ended after " + body.length + " of " + length + " bytes");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("connection ended by the proxy");
            }
            line.append((char) read);
        }
        return line.toString().trim();
    }
}
