package org.schoolgate.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;

/** What {@code --json} prints: one value, on one line. */
public final class JsonOutput {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private JsonOutput() {}

    /** Prints maps, lists, records and plain values; insertion order is kept. */
    public static void print(PrintWriter out, Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }
}
