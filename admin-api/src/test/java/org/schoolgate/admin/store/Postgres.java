package org.schoolgate.admin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Disk;

/**
 * A PostgreSQL server of the tests' own, on loopback, with its cluster in a folder under {@code target}. Its users have passwords,
 * and it sorts as people do, not by code points.
 */
public final class Postgres implements AutoCloseable {
    private static final String USER = "schoolgate";
    private static final String PASSWORD = "a password: with = and :";
    private static final int NOBODY = 65_534;

    /** The server refuses root. */
    private static final List<String> UNPRIVILEGED =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

    private static @Nullable Postgres shared;

    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private Postgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** The one that all tests may use which do not stop it; skips the test where PostgreSQL is not installed. */
    public static synchronized Postgres shared() throws Exception {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** One of the test's own; skips the test where PostgreSQL is not installed. */
    public static Postgres start() throws Exception {
        assumeTrue(
                Stream.of("initdb", "postgres", "pg_ctl").allMatch(name -> Files.isExecutable(program(name))),
                "PostgreSQL is not installed");
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Disk.ofSystem()
                .replace(folder.resolve("credentials"), (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (isRoot()) {
            Files.setAttribute(folder, "unix:uid", NOBODY);
        }
        Postgres postgres = new Postgres(folder, freePort());
        postgres.finish("initdb", "-U", USER, "--pwfile=" + password, "-A", "scram-sha-256", "-E", "UTF8", "--no-sync");
        postgres.resume();
        return postgres;
    }

    /** Makes an empty database, and returns its URL. */
    public String newDatabase() throws SQLException {
        String name = "d" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template0 locale_provider icu icu_locale 'en'");
        }
        return url(name);
    }

    /** Who may do anything in it, in a file for its owner alone. */
    public Path credentials() {
        return folder.resolve("credentials");
    }

    public int port() {
        return port;
    }

    /** Ends the server as a crash would, and returns once it is gone. */
    public void stop() throws IOException, InterruptedException {
        finish("pg_ctl", "stop", "-m", "immediate", "-w");
    }

    /** Starts the server again, and returns once it answers. */
    public void resume() throws IOException {
        Process started = run("postgres", "-p", "" + port, "-h", "127.0.0.1", "-k", "", "-F");
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        await().ignoreExceptions()
                .until(() -> DriverManager.getConnection(url("postgres"), USER, PASSWORD)
                        .isValid(1));
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable";
    }

    private void finish(String program, String... arguments) throws IOException, InterruptedException {
        int code = run(program, arguments).waitFor();
        assertThat(code).as(() -> program + " says " + log()).isZero();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(isRoot() ? UNPRIVILEGED : List.of());
        command.addAll(List.of(
                program(program).toString(), "-D", folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    /** Debian keeps programs of the server out of the path, in a folder of their version. */
    private static Path program(String name) {
        try (Stream<Path> versions = Files.exists(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.empty()) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(Path.of("/usr/local/bin", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
