package org.schoolgate.proxy.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.people.MacAddress;

/** Linux's neighbour table, of both versions of IP, as {@code ip -j neigh} tells it. Blocks for some milliseconds. */
final class IpNeighbours implements NeighbourTable.Source {
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/ip"), Path.of("/sbin/ip"), Path.of("/usr/bin/ip"), Path.of("/bin/ip"));
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_SECONDS = 5;
    /** Of those in which nobody answers at that address, or nobody was asked. */
    private static final Set<String> NOBODY = Set.of("FAILED", "INCOMPLETE", "NOARP", "NONE");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Map<Host, Long> read() throws IOException {
        return parse(run());
    }

    private static byte[] run() throws IOException {
        Path program = PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no program ip (package iproute2)"));
        Process process = new ProcessBuilder(program.toString(), "-j", "neigh", "show")
                .redirectError(Redirect.DISCARD)
                .start();
        process.onExit().orTimeout(MAX_SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            byte[] bytes = out.readNBytes(MAX_BYTES);
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("ip -j neigh show did not end well");
            }
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** An address that several interfaces have, on one segment or two, is nobody's. */
    static Map<Host, Long> parse(byte[] json) throws IOException {
        Map<Host, Long> macs = new HashMap<>();
        Set<Host> ambiguous = new HashSet<>();
        for (JsonNode entry : tree(json)) {
            Host address = address(entry.path("dst").asText());
            Long mac = mac(entry);
            Long other = address == null || mac == null ? null : macs.put(address, mac);
            if (other != null && !other.equals(mac)) {
                ambiguous.add(address);
            }
        }
        macs.keySet().removeAll(ambiguous);
        return Map.copyOf(macs);
    }

    private static JsonNode tree(byte[] json) throws IOException {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.isArray()) {
                return tree;
            }
            throw new IOException("ip -j neigh show: " + tree.getNodeType() + " (expected: a list)");
        } catch (JsonProcessingException e) {
            throw new IOException("ip -j neigh show: " + e.getOriginalMessage(), e);
        }
    }

    private static @Nullable Host address(String text) {
        try {
            Host host = Host.parseLenient(text);
            return host.isAddress() ? host : null;
        } catch (HostSyntaxException e) {
            return null;
        }
    }

    private static @Nullable Long mac(JsonNode entry) {
        for (JsonNode state : entry.path("state")) {
            if (NOBODY.contains(state.asText())) {
                return null;
            }
        }
        try {
            return MacAddress.parse(entry.path("lladdr").asText());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
