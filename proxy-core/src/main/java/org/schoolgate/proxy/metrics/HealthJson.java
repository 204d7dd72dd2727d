package org.schoolgate.proxy.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import org.schoolgate.proxy.metrics.Health.Check;

/** {@code {"status":"warn","generation":7,"checks":[{"check":"bundle","level":"warn","text":"..."}]}}. */
final class HealthJson {
    private static final JsonFactory JSON = new JsonFactory();

    private HealthJson() {}

    static byte[] write(Health health, OptionalLong generation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("status", health.level().id());
            if (generation.isPresent()) {
                json.writeNumberField("generation", generation.getAsLong());
            }
            writeChecks(json, health.checks());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private static void writeChecks(JsonGenerator json, List<Check> checks) throws IOException {
        json.writeArrayFieldStart("checks");
        for (Check check : checks) {
            json.writeStartObject();
            json.writeStringField("check", check.name());
            json.writeStringField("level", check.level().id());
            json.writeStringField("text", check.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
