package org.schoolgate.endtoend;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that is outside an installation: a name server that knows every name, and one origin that is every site. */
final class World implements AutoCloseable {
    private final LoopbackDns dns;
    private final Origin origin;
    private final int adminPort;

    private World(LoopbackDns dns, Origin origin, int adminPort) {
        this.dns = dns;
        this.origin = origin;
        this.adminPort = adminPort;
    }

    static World start() throws IOException {
        // The same at each start, as in a school: with another port the gateway would have to be enrolled anew.
        try (ServerSocket free = new ServerSocket(0)) {
            return new World(LoopbackDns.start(), Origin.start(), free.getLocalPort());
        }
    }

    /** The URL of a site's front page. */
    String url(String host) {
        return "http://" + authority(host) + "/";
    }

    /** The site and the port that it serves on. */
    String authority(String host) {
        return host + ":" + originPort();
    }

    /** On which all sites serve. */
    int originPort() {
        return origin.port();
    }

    /** Where names are asked for. */
    String nameServer() {
        return dns.address();
    }

    /** Starts a demonstration in {@code data}, new or used, on ports of its own, and waits until it filters. */
    Installation install(Path data) throws IOException {
        return Installation.start(installArguments(data));
    }

    /** The arguments of that. */
    List<String> installArguments(Path data, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--demo", "--admin-port=" + adminPort, "--admin-ops-port=0"));
        arguments.addAll(List.of(more));
        arguments.addAll(gatewayArguments(data));
        return arguments;
    }

    /** Starts the gateway of an installation alone, and waits until it serves. */
    RunningCommand gatewayAlone(Path data, String... more) throws IOException {
        return RunningCommand.startServer(gatewayCommand(data, more));
    }

    /** The command of that, not started yet. */
    ProcessBuilder gatewayCommand(Path data, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("gateway", "--proxy-host=127.0.0.1"));
        arguments.addAll(List.of(more));
        arguments.addAll(gatewayArguments(data));
        return Distribution.command(arguments);
    }

    private List<String> gatewayArguments(Path data) {
        return List.of(
                "--data=" + data,
                "--proxy-port=0",
                "--gateway-ops-port=0",
                "--max-request-rate=0", // tests ask faster than people
                "--allow-origin=127.0.0.0/8",
                "--dns-server=" + dns.address());
    }

    @Override
    public void close() {
        origin.close();
        dns.close();
    }
}
