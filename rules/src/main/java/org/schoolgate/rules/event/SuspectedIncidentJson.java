package org.schoolgate.rules.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a suspected incident and of the batches they travel in; {@code docs/architecture/contracts.md} lists the
 * fields. One incident is one line in ASCII without a line feed in it. A reader refuses a version that it does not know and
 * ignores fields that it does not know: a field may be added without a new version; taking one away, or giving it another
 * meaning, needs one.
 */
public final class SuspectedIncidentJson {
    public static final int VERSION = 1;

    /** More incidents than this in one batch are refused. */
    public static final int MAX_BATCH = 100;

    private static final int MAX_TEXT_CHARS = 16 * 1024;
    private static final int MAX_DEPTH = 8;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_TEXT_CHARS)
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SuspectedIncidentJson() {}

    /** One JSON object on a single line; the line feed after it is the caller's. */
    public static byte[] write(SuspectedIncident incident) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(incident, json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private static void write(SuspectedIncident incident, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("id", incident.id().text());
        json.writeStringField("reference", incident.reference());
        json.writeStringField("at", incident.at().toString());
        json.writeStringField("kind", incident.kind());
        json.writeStringField("category", incident.category());
        json.writeStringField("host", incident.host());
        writeOptional(json, "path", incident.path());
        json.writeStringField("method", incident.method());
        json.writeStringField("zone", incident.zone());
        json.writeStringField("role", incident.role());
        json.writeStringField("principalHow", incident.principalHow());
        json.writeStringField("client", incident.client());
        json.writeStringField("rule", incident.rule());
        json.writeStringField("step", incident.step());
        writeOptional(json, "list", incident.list());
        Integer line = incident.line();
        if (line != null) {
            json.writeNumberField("line", line);
        }
        writeOptional(json, "person", incident.person());
        writeOptional(json, "device", incident.device());
        writeOptional(json, "claimed", incident.claimed());
        if (incident.observed()) {
            json.writeBooleanField("observed", true);
        }
        json.writeEndObject();
    }

    private static void writeOptional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** Reads one incident; nothing may follow it. */
    public static SuspectedIncident read(byte[] json) throws EventFormatException {
        return incident(tree(json));
    }

    /**
     * Reads the body of a delivery, {@code {"gateway":1,"events":[...]}}. All or nothing: one bad incident refuses the
     * batch, and the message says which.
     */
    public static IncidentBatch readBatch(byte[] json) throws EventFormatException {
        EventFields batch = new EventFields(tree(json));
        int gateway = batch.number("gateway");
        JsonNode events = batch.list("events");
        if (events.size() > MAX_BATCH) {
            throw new EventFormatException("events: " + events.size() + " (expected: at most " + MAX_BATCH + ")");
        }
        List<SuspectedIncident> incidents = new ArrayList<>();
        for (JsonNode event : events) {
            try {
                incidents.add(incidentOf(gateway, event));
            } catch (EventFormatException e) {
                throw new EventFormatException("events[" + incidents.size() + "]." + e.getMessage());
            }
        }
        return new IncidentBatch(gateway, incidents);
    }

    private static SuspectedIncident incidentOf(int gateway, JsonNode event) throws EventFormatException {
        SuspectedIncident incident = incident(event);
        if (incident.id().gateway() != gateway) {
            throw new EventFormatException(
                    "id: " + incident.id().text() + " (expected: one of gateway " + gateway + ")");
        }
        return incident;
    }

    private static SuspectedIncident incident(JsonNode node) throws EventFormatException {
        EventFields fields = new EventFields(node);
        int version = fields.number("version");
        if (version != VERSION) {
            throw new EventFormatException("version: " + version + " (expected: " + VERSION + ")");
        }
        return new SuspectedIncident(
                fields.id("id"),
                fields.instant("at"),
                fields.text("kind"),
                fields.categoryOrEmpty("category"),
                fields.text("host"),
                fields.optionalText("path"),
                fields.text("method"),
                fields.text("zone"),
                fields.text("role"),
                fields.text("principalHow"),
                fields.text("client"),
                fields.text("rule"),
                fields.text("step"),
                fields.optionalText("list"),
                fields.optionalNumber("line"),
                fields.flag("observed"),
                fields.optionalText("person"),
                fields.optionalText("device"),
                fields.optionalText("claimed"));
    }

    private static JsonNode tree(byte[] json) throws EventFormatException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new EventFormatException("not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new EventFormatException("not valid JSON: " + e.getMessage());
        }
    }
}
