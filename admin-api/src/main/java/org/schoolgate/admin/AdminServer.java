package org.schoolgate.admin;

import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.schoolgate.admin.people.NightlyPeople;
import org.schoolgate.admin.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin process: serves REST over HTTPS, to people and to gateways. When it is started, a bundle is published; when
 * it is closed, all that it has answered is on disk.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

    private final Server https;
    private final Server ops;
    private final Parts parts;
    private final Opened opened;

    private AdminServer(Server https, Server ops, Parts parts, Opened opened) {
        this.https = https;
        this.ops = ops;
        this.parts = parts;
        this.opened = opened;
    }

    /**
     * Starts the server; it listens, and a bundle is published, when this returns.
     *
     * @throws IOException when the folder is in use, a port is taken, or what is stored cannot be read
     */
    public static AdminServer start(AdminConfig config) throws IOException {
        Opened opened = new Opened();
        try {
            Parts parts = Parts.open(config, opened);
            parts.begin();
            AdminServer server = listen(parts, opened);
            server.enrolLocalGateway();
            log.info(
                    "Admin listens on {}, publishes {}",
                    server.address(),
                    parts.publisher().current().position());
            return server;
        } catch (CompletionException e) {
            opened.close();
            throw new IOException(e.getCause());
        } catch (GeneralSecurityException e) {
            opened.close();
            throw new IOException("keys cannot be made or read", e);
        } catch (IOException e) {
            opened.close();
            throw e;
        } catch (RuntimeException e) {
            opened.close();
            if (Database.isOutage(e)) {
                throw new IOException(Database.explain(e), e);
            }
            throw e;
        }
    }

    private static AdminServer listen(Parts parts, Opened opened) throws IOException {
        Servers servers = new Servers(parts);
        Server ops = servers.ops();
        Server https = servers.https();
        opened.add(() -> CompletableFuture.allOf(ops.stop(), https.stop()).join()); // at once: each takes two seconds
        start(ops, "health and metrics", parts.config().opsPort());
        start(https, "REST API", parts.config().address().getPort());
        opened.add(parts.publisher()::endWaiting); // or the stop would wait for each gateway that waits
        return new AdminServer(https, ops, parts, opened);
    }

    private static void start(Server server, String serves, int port) throws IOException {
        try {
            server.start().join();
        } catch (CompletionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IOException("port " + port + " (" + serves + "): " + why.getMessage(), e);
        }
    }

    private void enrolLocalGateway() throws IOException {
        if (parts.config().localGateway().isPresent()) {
            Path file = parts.config().localGateway().get();
            parts.enrolments().enrol(file, localUri());
        }
    }

    private String localUri() {
        InetAddress bound = address().getAddress();
        String host = bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
        return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + address().getPort();
    }

    /** Where HTTPS is served. */
    public InetSocketAddress address() {
        return addressOf(https);
    }

    /** Where health and metrics are served, on loopback. */
    public InetSocketAddress opsAddress() {
        return addressOf(ops);
    }

    /** Certificate (PEM) of the authority that issued this server's, for {@code curl --cacert}. */
    public Path authorityFile() {
        return parts.certificate().authorityFile();
    }

    NightlyPeople nightlyPeople() {
        return parts.nightlyPeople();
    }

    Server https() {
        return https;
    }

    /** Takes no more requests, finishes those it has within seconds, and closes everything. */
    @Override
    public void close() {
        opened.close();
        log.info("Admin stopped");
    }

    private static InetSocketAddress addressOf(Server server) {
        return Objects.requireNonNull(server.activePort(), "listens until it is closed")
                .localAddress();
    }
}
