package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.cli.dns.Canary;
import org.schoolgate.cli.process.Authority;

/**
 * Whether the name servers that the gateway asks answer, and whether they are the school's: those deny the
 * {@link Canary}, as {@code dns-rules} has it.
 */
final class ResolverCheck implements Check {
    private static final String CHECK = "resolver";
    private static final String NAME_SERVER = "nameserver";
    private static final int DNS_PORT = 53;

    private final List<InetSocketAddress> configured;
    private final Path systemFile;

    /**
     * @param configured empty for those of the system
     * @param systemFile that names these, as {@code /etc/resolv.conf}
     */
    ResolverCheck(List<InetSocketAddress> configured, Path systemFile) {
        this.configured = List.copyOf(configured);
        this.systemFile = systemFile;
    }

    @Override
    public List<Finding> look() {
        if (!configured.isEmpty()) {
            return look(configured, "dns_server");
        }
        try {
            List<InetSocketAddress> servers = ofSystem();
            return servers.isEmpty() ? List.of(none("names no server")) : look(servers, systemFile.toString());
        } catch (IOException e) {
            return List.of(none("cannot be read: " + e.getMessage()));
        }
    }

    private Finding none(String why) {
        return Finding.failed(
                CHECK, systemFile + " " + why, "the school's name servers", "Name them in it, or in dns_server");
    }

    private List<InetSocketAddress> ofSystem() throws IOException {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String line : Files.readAllLines(systemFile)) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 1 && words[0].equals(NAME_SERVER)) {
                servers.add(new InetSocketAddress(InetAddress.getByName(words[1]), DNS_PORT));
            }
        }
        return servers;
    }

    private static List<Finding> look(List<InetSocketAddress> servers, String source) {
        return servers.stream().map(server -> look(server, source)).toList();
    }

    private static Finding look(InetSocketAddress server, String source) {
        String who = Authority.of(server) + " of " + source;
        try {
            return switch (Canary.at(server)) {
                case DENIED -> Finding.ok(CHECK, who + " answers, and denies " + Canary.NAME);
                case KNOWN ->
                    Finding.warning(
                            CHECK,
                            who + " answers, and knows " + Canary.NAME,
                            "a server of the school's, which denies it",
                            "Give it the rules of dns-rules, or name another server");
                case UNTOLD ->
                    Finding.failed(
                            CHECK,
                            who + " answers that it cannot look names up",
                            "an answer to any name",
                            "Look at its log, and whether it serves this machine and reaches the internet");
            };
        } catch (IOException e) {
            return Finding.failed(
                    CHECK,
                    who + " does not answer: " + e.getMessage(),
                    "an answer within 3 s",
                    "Start it, or name another server");
        }
    }
}
