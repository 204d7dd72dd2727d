package org.schoolgate.proxy.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.control.TestAuthority;

/** A log server on loopback that reads syslog over TLS by octet counting, strictly. */
final class LogServer implements Closeable {
    private final SSLServerSocket socket;
    private final Thread thread = new Thread(this::accept, "log-server");
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch mayRead = new CountDownLatch(1);
    private volatile @Nullable SSLSocket connection;
    private volatile @Nullable Exception failure;

    private LogServer(SSLServerSocket socket) {
        this.socket = socket;
    }

    /** @param port 0 for any */
    static LogServer start(Path keyStore, int port) throws IOException, GeneralSecurityException {
        LogServer server = paused(keyStore, port);
        server.read();
        return server;
    }

    /** Accepts connections and reads nothing of them until it is told to. */
    static LogServer paused(Path keyStore, int port) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, TestAuthority.PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, TestAuthority.PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        LogServer server = new LogServer((SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        server.thread.start();
        return server;
    }

    void read() {
        mayRead.countDown();
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    /** How many came. */
    int connections() {
        return connections.get();
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    /** Breaks the connection that is open, and accepts the next. */
    void breakConnection() throws IOException {
        SSLSocket open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (SSLSocket accepted = (SSLSocket) socket.accept()) {
                accepted.startHandshake();
                connection = accepted;
                connections.incrementAndGet();
                mayRead.await();
                readAll(new DataInputStream(accepted.getInputStream()));
            } catch (IOException e) {
                // A handshake that failed, or a connection that was broken; the next one is awaited.
            } catch (InterruptedException | RuntimeException e) {
                failure = e;
                return;
            }
        }
    }

    private void readAll(DataInputStream in) throws IOException {
        for (int first = in.read(); first >= 0; first = in.read()) {
            messages.add(new String(in.readNBytes(length(first, in)), US_ASCII));
        }
    }

    private static int length(int first, DataInputStream in) throws IOException {
        int length = 0;
        for (int digit = first; digit != ' '; digit = in.readUnsignedByte()) {
            if (digit < '0' || digit > '9' || length == 0 && digit == '0') {
                throw new IllegalStateException("no length: " + (char) digit);
            }
            length = length * 10 + digit - '0';
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        read();
        socket.close();
        breakConnection();
        thread.interrupt();
    }
}
