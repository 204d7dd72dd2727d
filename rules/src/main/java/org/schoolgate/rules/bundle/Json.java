package org.schoolgate.rules.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Strict JSON: no key twice, nothing after the value. */
final class Json {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT_CHARS = 16 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT_CHARS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /** @param what is read, for messages */
    static JsonFields read(byte[] bytes, String what) throws BundleException {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            return new JsonFields(root, what);
        } catch (JsonProcessingException e) {
            throw new BundleException(what + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BundleException(what + ": not JSON: " + e.getMessage(), e);
        }
    }

    /** One object, its fields by {@code content}. */
    static byte[] write(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
