package org.schoolgate.cli.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.cli.process.Authority;

/** What a running process says of itself: one finding for each of its checks that is not in order. */
final class HealthCheck implements Check {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LOOK = "See \"Health\" in docs/operating.md";

    private final String process;
    private final InetSocketAddress ops;

    /** @param process its name */
    HealthCheck(String process, InetSocketAddress ops) {
        this.process = process;
        this.ops = ops;
    }

    @Override
    public List<Finding> look() {
        URI health = URI.create("http://" + Authority.of(ops) + "/health");
        try {
            return found(JSON.readTree(WebAnswer.to(health).body()).path("checks"));
        } catch (ConnectException e) {
            return List.of(Finding.warning(
                    process, "does not run, or not on port " + ops.getPort(), "an answer of /health", "Start it"));
        } catch (IOException e) {
            return List.of(Finding.failed(
                    process,
                    "no health on port " + ops.getPort() + ": " + e.getMessage(),
                    "an answer of /health within 5 s",
                    "Restart it; its log may say more"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<Finding> found(JsonNode checks) throws IOException {
        if (!checks.isArray()) {
            throw new IOException("an answer of another program");
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode check : checks) {
            String name = check.path("check").asText(check.path("name").asText());
            String text = name + ": " + check.path("text").asText();
            switch (check.path("level").asText()) {
                case "ok" -> {}
                case "error" -> findings.add(Finding.failed(process, text, "ok", LOOK));
                default -> findings.add(Finding.warning(process, text, "ok", LOOK));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(process, "runs, and all " + checks.size() + " checks of its health are in order"))
                : findings;
    }
}
