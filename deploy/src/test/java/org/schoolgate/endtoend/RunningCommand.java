package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command of the distribution in a process of its own, with all that it says; killed with its children when closed. Closing
 * fails when it had reported a lost buffer.
 */
final class RunningCommand implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Pattern FACT = Pattern.compile(" (\\w+)=(\"[^\"]*\"|\\S+)");

    /** How a connection to a server of ours is told from the other facts. */
    private static final Pattern ADDRESS = Pattern.compile("(?:https://)?(127\\.[\\d.]+):(\\d+)");

    private static final int PATIENCE_MILLIS = 5_000;
    private static final String LEAK = "LEAK: ";

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Thread saying;
    private final Thread logging;

    private RunningCommand(Process process) {
        this.process = process;
        saying = read(process.getInputStream(), said);
        logging = read(process.getErrorStream(), logged);
    }

    /** Starts a command, and waits for nothing. */
    static RunningCommand start(List<String> arguments) throws IOException {
        return start(Distribution.command(arguments));
    }

    /** The same of any program. */
    static RunningCommand start(ProcessBuilder command) throws IOException {
        return new RunningCommand(command.start());
    }

    /** Starts a server, and waits until it serves. */
    static RunningCommand startServer(List<String> arguments) throws IOException {
        return startServer(Distribution.command(arguments));
    }

    /** The same of any program. */
    static RunningCommand startServer(ProcessBuilder command) throws IOException {
        RunningCommand server = start(command);
        await().atMost(START)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !server.said.isEmpty() || !server.process.isAlive());
        if (server.said.isEmpty()) {
            throw new IllegalStateException("did not start: " + server.logged);
        }
        return server;
    }

    /** Everything on standard output; of a server that is its ready line. */
    List<String> said() {
        return said;
    }

    /** The same, once it and what it started have said all. */
    List<String> awaitSaid(Duration patience) throws InterruptedException {
        saying.join(patience.toMillis());
        if (saying.isAlive()) {
            throw new IllegalStateException("still runs after " + patience + ": " + said);
        }
        return said;
    }

    /** Everything on standard error. */
    List<String> logged() {
        return logged;
    }

    /** Waits until a line with this text is logged. */
    void awaitLogged(String text) {
        await(text).atMost(START).until(() -> logged.stream().anyMatch(line -> line.contains(text)));
    }

    /** A fact of the ready line. */
    String fact(String key) {
        return Objects.requireNonNull(facts().get(key), () -> "no " + key + " in " + said);
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        Matcher matcher = FACT.matcher(said.get(0));
        while (matcher.find()) {
            facts.put(matcher.group(1), matcher.group(2).replace("\"", ""));
        }
        return facts;
    }

    /** A fact that is an address. */
    InetSocketAddress address(String key) {
        String[] address = fact(key).split(":", 2);
        return new InetSocketAddress(address[0], Integer.parseInt(address[1]));
    }

    /** The child process that runs this command. */
    ProcessHandle child(String command) {
        return process.children()
                .filter(child ->
                        child.info().commandLine().orElse("").contains("org.schoolgate.cli.Main " + command + " "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + command + " runs: " + logged));
    }

    /** The process of the command itself. */
    Jvm jvm() {
        return new Jvm(process.toHandle());
    }

    /** SIGTERM; returns the exit code. */
    int terminate(Duration patience) throws InterruptedException {
        bringLeaksToLight();
        process.toHandle().destroy();
        return awaitExit(patience);
    }

    int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still runs after " + patience + ": " + logged);
        }
        return process.exitValue();
    }

    /** SIGKILL, for this process alone; returns once it is gone. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /**
     * Lets Netty find what was lost: each JVM collects its garbage, and each server takes a buffer then. What happens at an
     * address that the test cannot reach, in a network namespace, is up to the test.
     */
    void bringLeaksToLight() {
        if (!process.isAlive() || said.isEmpty()) {
            return;
        }
        all().stream().map(Jvm::new).forEach(Jvm::collectGarbage);
        for (String fact : facts().values()) {
            Matcher address = ADDRESS.matcher(fact);
            if (address.matches()) {
                sayNothingOfUse(new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))));
            }
        }
    }

    private static void sayNothingOfUse(InetSocketAddress server) {
        try (Socket socket = new Socket()) {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("?\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // It took a buffer for what it read, which is all that is wanted; how it ended the connection is its
            // affair.
        }
    }

    private List<ProcessHandle> all() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    @Override
    public void close() {
        bringLeaksToLight();
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
        await().until(() -> !saying.isAlive() && !logging.isAlive());
        assertThat(Stream.concat(said.stream(), logged.stream()))
                .as("lost buffers")
                .noneMatch(line -> line.contains(LEAK));
    }

    private static Thread read(InputStream stream, List<String> lines) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
