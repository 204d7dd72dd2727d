package org.schoolgate.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code schoolgate run} as a process of its own, with all that it says; killed with all its children when closed. */
final class Installation implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Pattern FACT = Pattern.compile(" (\\w+)=(\"[^\"]*\"|\\S+)");

    private final Process supervisor;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();

    private Installation(Process supervisor) {
        this.supervisor = supervisor;
        read("said", supervisor.getInputStream(), said);
        read("logged", supervisor.getErrorStream(), logged);
    }

    /** Starts a demonstration in {@code data} on ports of its own, and waits until it serves. */
    static Installation demo(Path data, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--demo",
                "--data=" + data,
                "--proxy-port=0",
                "--admin-port=0",
                "--gateway-ops-port=0",
                "--allow-origin=127.0.0.0/8"));
        arguments.addAll(List.of(more));
        Installation installation = start(arguments);
        installation.awaitReady();
        return installation;
    }

    /** Starts with these arguments, and waits for nothing. */
    static Installation start(List<String> arguments) throws IOException {
        return new Installation(Distribution.command(arguments).start());
    }

    void awaitReady() {
        await().atMost(START).pollInterval(Duration.ofMillis(20)).until(() -> !said.isEmpty() || !supervisor.isAlive());
        if (said.isEmpty()) {
            throw new IllegalStateException("did not start: " + logged);
        }
    }

    /** Everything on standard output, which is the ready line. */
    List<String> said() {
        return said;
    }

    /** Everything on standard error. */
    List<String> logged() {
        return logged;
    }

    InetSocketAddress proxy() {
        String[] address = fact("proxy").split(":", 2);
        return new InetSocketAddress(address[0], Integer.parseInt(address[1]));
    }

    Admin admin() throws IOException, GeneralSecurityException {
        return new Admin(URI.create(fact("admin")), Path.of(fact("token")), Path.of(fact("ca")));
    }

    /** Opens a connection to the proxy from the zone of this number: 1 to 4 are the key stages, then staff, governors, visitors. */
    Browser browser(int zone) throws IOException {
        return Browser.open("127.0." + zone + ".1", proxy());
    }

    /** Kills the gateway or the admin process with -9, and returns once it is gone. */
    void kill(String process) {
        ProcessHandle child = child(process);
        child.destroyForcibly();
        child.onExit().join();
    }

    /** Kills the supervisor alone with -9. */
    void killSupervisor() {
        supervisor.destroyForcibly();
    }

    ProcessHandle child(String process) {
        return supervisor
                .children()
                .filter(child -> commandLine(child).contains(" org.schoolgate.cli.Main " + process + " "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + process + " runs"));
    }

    /** SIGTERM; returns the exit code. */
    int terminate(Duration patience) throws InterruptedException {
        supervisor.toHandle().destroy();
        if (!supervisor.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still runs " + patience + " after SIGTERM: " + logged);
        }
        return supervisor.exitValue();
    }

    int awaitExit(Duration patience) throws InterruptedException {
        if (!supervisor.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still runs after " + patience);
        }
        return supervisor.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(supervisor.descendants().toList());
        supervisor.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(child -> child.onExit().join());
    }

    private String fact(String key) {
        Map<String, String> facts = new LinkedHashMap<>();
        Matcher matcher = FACT.matcher(said.get(0));
        while (matcher.find()) {
            facts.put(matcher.group(1), matcher.group(2).replace("\"", ""));
        }
        return Objects.requireNonNull(facts.get(key), () -> "no " + key + " in " + said);
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("") + " ";
    }

    private static void read(String name, InputStream stream, List<String> lines) {
        Thread thread = new Thread(
                () -> {
                    BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
                    try {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            lines.add(line);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
