package org.schoolgate.proxy.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An origin on loopback that does with each connection what a script says, however badly. */
public final class FakeOrigin implements Closeable {
    /** What is done with one connection; an exception closes it. */
    @FunctionalInterface
    public interface Script {
        void serve(Wire wire) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeOrigin::daemon);
    private final Thread acceptor;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    /** Those that are open. */
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private final AtomicInteger connections = new AtomicInteger();

    private FakeOrigin(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.acceptor = daemon(this::accept);
        acceptor.start();
    }

    /** Serves each connection by the script, and closes it then. */
    public static FakeOrigin by(Script script) throws IOException {
        return new FakeOrigin(script);
    }

    /** Answers every request of every connection with the same bytes; requests have no body. */
    public static FakeOrigin answering(String response) throws IOException {
        FakeOrigin[] self = new FakeOrigin[1];
        self[0] = new FakeOrigin(wire -> {
            while (true) {
                self[0].readHead(wire);
                wire.send(response);
            }
        });
        return self[0];
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Reads a request head and keeps it for {@link #heads}. */
    public String readHead(Wire wire) throws IOException {
        String head = wire.readHead();
        heads.add(head);
        return head;
    }

    /** All request heads that came. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** How many connections came. */
    public int connections() {
        return connections.get();
    }

    /** Resets every connection that is open. */
    public void resetAll() throws IOException {
        for (Socket socket : sockets) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new Wire(socket));
        } catch (IOException e) {
            // the other side is done
        } finally {
            sockets.remove(socket);
        }
    }

    private static Thread daemon(Runnable run) {
        Thread thread = new Thread(run, "fake-origin");
        thread.setDaemon(true);
        return thread;
    }

    /** When this returns, nobody listens on the port. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdown();
    }
}
