package org.schoolgate.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Three hosts on this machine, each a network namespace: a client, a gateway that routes, and an origin behind it. Their
 * networks lead nowhere else. IPv4 and IPv6.
 */
final class TestHosts {
    static final String GATEWAY_IPV4 = "10.77.1.1";
    static final String GATEWAY_IPV6 = "fd77:1::1";
    static final String CLIENTS_IPV4 = "10.77.1.0/24";
    static final String CLIENTS_IPV6 = "fd77:1::/64";
    static final String ORIGINS_IPV4 = "10.77.2.0/24";
    static final String ORIGINS_IPV6 = "fd77:2::/64";
    /** The gateway's interface towards the client. */
    static final String LAN = "lan0";

    private final String prefix = "sg" + ProcessHandle.current().pid() + "-";

    private TestHosts() {}

    /** @throws IOException when this machine does not allow it, or lacks the commands; the message says which */
    static TestHosts start() throws IOException, InterruptedException {
        TestHosts hosts = new TestHosts();
        try {
            hosts.make();
            return hosts;
        } catch (IOException e) {
            hosts.stop();
            throw e;
        }
    }

    /** A command on the client. */
    List<String> onClient(List<String> command) {
        return on("client", command);
    }

    List<String> onGateway(List<String> command) {
        return on("gateway", command);
    }

    List<String> onOrigin(List<String> command) {
        return on("origin", command);
    }

    /** No host has a name server: that of the machine is out of reach, and each question to it would wait. */
    private List<String> on(String host, List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", prefix + host));
        all.addAll(List.of("sh", "-c", "mount --bind /dev/null /etc/resolv.conf && exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }

    private void make() throws IOException, InterruptedException {
        run(List.of("nft", "--version"));
        for (String host : List.of("client", "gateway", "origin")) {
            run(List.of("ip", "netns", "add", prefix + host));
            run(on(host, List.of("ip", "link", "set", "lo", "up")));
        }
        link("client", "c0", LAN);
        link("origin", "o0", "wan0");
        addresses("client", "c0", "10.77.1.2/24", "fd77:1::2/64");
        addresses("gateway", LAN, GATEWAY_IPV4 + "/24", GATEWAY_IPV6 + "/64");
        addresses("gateway", "wan0", "10.77.2.1/24", "fd77:2::1/64");
        addresses("origin", "o0", "10.77.2.2/24", "10.77.2.3/24", "fd77:2::2/64", "fd77:2::3/64");
        route("client", GATEWAY_IPV4, GATEWAY_IPV6);
        route("origin", "10.77.2.1", "fd77:2::1");
        run(onGateway(List.of("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")));
        for (String family : List.of("-4", "-6")) {
            run(onGateway(List.of("ip", family, "rule", "add", "fwmark", "0x5c", "lookup", "92")));
            run(onGateway(List.of("ip", family, "route", "add", "local", "default", "dev", "lo", "table", "92")));
        }
    }

    /** Both ends are made where they belong: one in the main namespace would meet those of another run. */
    private void link(String host, String device, String gatewayDevice) throws IOException, InterruptedException {
        run(on(
                host,
                List.of(
                        "ip",
                        "link",
                        "add",
                        device,
                        "type",
                        "veth",
                        "peer",
                        "name",
                        gatewayDevice,
                        "netns",
                        prefix + "gateway")));
        run(on(host, List.of("ip", "link", "set", device, "up")));
        run(onGateway(List.of("ip", "link", "set", gatewayDevice, "up")));
    }

    private void addresses(String host, String device, String... addresses) throws IOException, InterruptedException {
        for (String address : addresses) {
            List<String> command = new ArrayList<>(List.of("ip", "address", "add", address, "dev", device));
            if (address.indexOf(':') >= 0) {
                command.add("nodad");
            }
            run(on(host, command));
        }
    }

    private void route(String host, String... gateways) throws IOException, InterruptedException {
        for (String gateway : gateways) {
            String family = gateway.indexOf(':') >= 0 ? "-6" : "-4";
            run(on(host, List.of("ip", family, "route", "add", "default", "via", gateway)));
        }
    }

    /** Puts a rule set of the distribution in force on the gateway. */
    void firewall(Path rules) throws IOException, InterruptedException {
        run(onGateway(List.of("nft", "-f", rules.toString())));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }

    /** Takes them down again, as far as they are there. */
    void stop() throws IOException, InterruptedException {
        for (String host : List.of("client", "gateway", "origin")) {
            new ProcessBuilder("ip", "netns", "delete", prefix + host)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }
}
