package org.schoolgate.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** The text of a problem answer (RFC 9457) for a terminal: what it says, then each error with its place. */
final class Refusal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Refusal() {}

    static String text(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            if (problem.path("title").isTextual()) {
                return text(problem);
            }
        } catch (JsonProcessingException e) {
            // Not one of ours; the status has to do.
        }
        return "the admin process answered with status " + status;
    }

    private static String text(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        String detail = problem.path("detail").asText();
        lines.add(problem.path("title").asText() + (detail.isEmpty() ? "" : ": " + detail));
        problem.path("errors").forEach(error -> {
            if (!isSaidIn(detail, error)) {
                lines.add(error(error));
            }
        });
        return String.join(System.lineSeparator(), lines);
    }

    /** The detail of a problem with one field is that field and its error. */
    private static boolean isSaidIn(String detail, JsonNode error) {
        return detail.equals(
                error.path("field").asText() + ": " + error.path("message").asText());
    }

    private static String error(JsonNode error) {
        StringBuilder line = new StringBuilder();
        if (error.has("file")) {
            line.append(error.path("file").asText()).append(':');
            line.append(error.path("line").asText()).append(':');
            line.append(error.path("column").asText()).append(": ");
        }
        line.append(error.path("message").asText());
        if (error.path("nearest").isTextual()) {
            line.append("; did you mean \"")
                    .append(error.path("nearest").asText())
                    .append("\"?");
        }
        return line.toString();
    }
}
