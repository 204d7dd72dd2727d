package org.schoolgate.endtoend;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Wire;

/**
 * Every site of a soak: three ports on loopback that do what the path says. A steady one never fails, an odd one fails in a way
 * that the client asked for, and what comes through tunnels is sent back.
 */
final class OddWeb implements Closeable {
    /** Followed by a number of bytes. */
    static final String GIVE = "/give/";

    /** The same in chunks. */
    static final String CHUNKED = "/chunked/";

    /** Takes a body, and answers with its length. */
    static final String TAKE = "/take";

    /** A WebSocket that sends back what it gets. */
    static final String SOCKET = "/socket";

    /** Of the odd port: a reset for an answer. */
    static final String RESET = "/reset";

    /** Followed by a number of bytes: promises them, gives half, and resets. */
    static final String CUT = "/cut/";

    /** Bytes that are no answer. */
    static final String GARBAGE = "/garbage";

    /** Followed by milliseconds that the answer takes. */
    static final String LATE = "/late/";

    /** An answer, and then the end of a connection that it said to keep. */
    static final String LEAVES = "/leaves";

    static final String LATE_BODY = "late";

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final FakeOrigin steady = FakeOrigin.by(OddWeb::serve);
    private final FakeOrigin odd = FakeOrigin.by(OddWeb::serve);
    private final FakeOrigin tunnels = FakeOrigin.by(OddWeb::echo);

    OddWeb() throws IOException {}

    int steadyPort() {
        return steady.port();
    }

    int oddPort() {
        return odd.port();
    }

    int tunnelPort() {
        return tunnels.port();
    }

    /** Ends every connection that a client keeps. */
    void hangUp() throws IOException {
        steady.resetAll();
        odd.resetAll();
        tunnels.resetAll();
    }

    @Override
    public void close() throws IOException {
        steady.close();
        odd.close();
        tunnels.close();
    }

    private static void serve(Wire wire) throws IOException {
        // The gateway ends what it keeps; the steady port must not do it first.
        wire.socket().setSoTimeout(0);
        boolean goesOn = true;
        while (goesOn) {
            String head = wire.readHead();
            goesOn = answer(wire, head, head.split(" ", 3)[1]);
        }
    }

    /** Returns whether the connection is kept. */
    private static boolean answer(Wire wire, String head, String path) throws IOException {
        switch (path.replaceAll("\\d+$", "")) {
            case GIVE -> wire.send(OK + "Content-Length: " + number(path) + "\r\n\r\n" + "x".repeat(number(path)));
            case CHUNKED -> {
                String half = Integer.toHexString(number(path)) + "\r\n" + "x".repeat(number(path)) + "\r\n";
                wire.send(OK + "Transfer-Encoding: chunked\r\n\r\n" + half + half + "0\r\n\r\n");
            }
            case TAKE -> give(wire, String.valueOf(wire.readBody(head).length()));
            case LATE -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(number(path)));
                give(wire, LATE_BODY);
            }
            case SOCKET -> {
                wire.sendHead(
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
                echo(wire);
                return false;
            }
            case CUT -> {
                wire.send(OK + "Content-Length: " + number(path) + "\r\n\r\n" + "x".repeat(number(path) / 2));
                wire.reset();
                return false;
            }
            case GARBAGE -> {
                wire.send("\u0001\u0002 this is no answer\r\n\r\n");
                return false;
            }
            case LEAVES -> {
                give(wire, "kept");
                return false;
            }
            case RESET -> {
                wire.reset();
                return false;
            }
            default -> throw new IllegalArgumentException(path);
        }
        return true;
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    private static void give(Wire wire, String body) throws IOException {
        wire.send(OK + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static void echo(Wire wire) throws IOException {
        wire.socket().setSoTimeout(0);
        byte[] bytes = new byte[16 * 1024];
        for (int length = wire.readSome(bytes); length > 0; length = wire.readSome(bytes)) {
            wire.send(Arrays.copyOf(bytes, length));
        }
    }
}
