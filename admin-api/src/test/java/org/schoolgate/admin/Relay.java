package org.schoolgate.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The network between us and a server on this machine, with its faults. */
final class Relay implements AutoCloseable {
    private static final int ROOM = 1 << 16;

    private final ServerSocket listening;
    private final int server;
    private volatile boolean silent;
    private volatile String losing = "";

    private Relay(ServerSocket listening, int server) {
        this.listening = listening;
        this.server = server;
    }

    static Relay to(int server) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        daemon(relay::accept);
        return relay;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing is passed on, in either direction, and nobody is told. */
    void fallSilent() {
        silent = true;
    }

    /** The next answer with this text gets lost, and its connection with it. */
    void loseAnswer(String text) {
        losing = text;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket origin = new Socket(InetAddress.getLoopbackAddress(), server);
            daemon(() -> pass(client, origin, false));
            daemon(() -> pass(origin, client, true));
        } catch (IOException e) {
            client.close();
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[ROOM];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers && isLost(Arrays.copyOf(buffer, read))) {
                    return;
                }
                if (!silent) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // one side has gone, and now both
        }
    }

    private boolean isLost(byte[] answer) {
        String lost = losing;
        if (lost.isEmpty() || !new String(answer, StandardCharsets.ISO_8859_1).contains(lost)) {
            return false;
        }
        losing = "";
        return true;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
