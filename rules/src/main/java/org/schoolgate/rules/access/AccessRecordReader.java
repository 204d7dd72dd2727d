package org.schoolgate.rules.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one line of an access segment. Fields that it does not know are ignored; another version is not read at all. */
public final class AccessRecordReader {
    private static final int MAX_TEXT_CHARS = 256 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT_CHARS)
                    .maxNestingDepth(8)
                    .build())
            .build();

    private AccessRecordReader() {}

    /**
     * Reads the JSON object in these bytes.
     *
     * @throws IOException when it is none, or not of version 1
     */
    public static AccessRecord read(byte[] bytes, int offset, int length) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return record(new Fields(texts));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IOException("a field is malformed: " + e.getMessage(), e);
        }
    }

    private static AccessRecord record(Fields fields) throws IOException {
        if (fields.number("v") != AccessRecord.VERSION) {
            throw new IOException("v: " + fields.number("v") + " (expected: " + AccessRecord.VERSION + ")");
        }
        return new AccessRecord(
                Instant.parse(fields.text("time")),
                new AccessRecord.Who(
                        fields.text("client"),
                        fields.text("zone"),
                        fields.text("role"),
                        fields.optional("principal"),
                        fields.text("how"),
                        fields.optional("device"),
                        fields.optional("claimed")),
                new AccessRecord.Asked(
                        fields.text("method"),
                        fields.text("scheme"),
                        fields.text("host"),
                        fields.intNumber("port"),
                        fields.optional("path")),
                new AccessRecord.Sent(fields.intNumber("status"), fields.number("bytesIn"), fields.number("bytesOut")),
                new AccessRecord.Timing(
                        fields.number("durationMs"),
                        fields.phase("queueMs"),
                        fields.phase("resolveMs"),
                        fields.phase("connectMs"),
                        fields.phase("firstByteMs")),
                ruling(fields),
                tunnel(fields),
                fields.optional("reference"),
                fields.optional("rewritten"),
                fields.optional("note"));
    }

    private static AccessRecord.Ruling ruling(Fields fields) throws IOException {
        String decision = fields.text("decision");
        return new AccessRecord.Ruling(
                AccessRecord.Outcome.of(decision).orElseThrow(() -> new IOException("decision: " + decision)),
                fields.text("step"),
                fields.text("rule"),
                fields.optional("category"),
                fields.optional("list"),
                fields.optional("file"),
                fields.optional("line") == null ? null : fields.intNumber("line"),
                "true".equals(fields.optional("observed")));
    }

    private static AccessRecord.@Nullable Tunnel tunnel(Fields fields) {
        String closed = fields.optional("closed");
        return closed == null
                ? null
                : new AccessRecord.Tunnel(fields.optional("sni"), "true".equals(fields.optional("ech")), closed);
    }

    private record Fields(Map<String, String> texts) {
        String text(String name) throws IOException {
            String text = texts.get(name);
            if (text == null) {
                throw new IOException(name + ": missing");
            }
            return text;
        }

        @Nullable
        String optional(String name) {
            return texts.get(name);
        }

        int intNumber(String name) throws IOException {
            return Integer.parseInt(text(name));
        }

        long number(String name) throws IOException {
            return Long.parseLong(text(name));
        }

        long phase(String name) throws IOException {
            return optional(name) == null ? AccessRecord.Timing.NONE : number(name);
        }
    }
}
