package org.schoolgate.rules.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes access records as JSON Lines in ASCII; a null is left out. One generator for all records: no tree, and no buffer
 * of its own a record. Not thread-safe.
 */
public final class AccessRecordWriter {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final JsonGenerator json;

    public AccessRecordWriter(OutputStream out) {
        try {
            json = JSON.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written yet", e);
        }
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    /** Writes one record and a line feed; all of it has been handed to the stream when this returns. */
    public void write(AccessRecord record) throws IOException {
        json.writeStartObject();
        json.writeNumberField("v", AccessRecord.VERSION);
        json.writeStringField("time", TIME.format(record.time()));
        write(record.who());
        write(record.asked());
        write(record.sent());
        write(record.timing());
        write(record.ruling());
        AccessRecord.Tunnel tunnel = record.tunnel();
        if (tunnel != null) {
            write(tunnel);
        }
        writeOptional("reference", record.reference());
        writeOptional("rewritten", record.rewritten());
        writeOptional("note", record.note());
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void write(AccessRecord.Who who) throws IOException {
        json.writeStringField("client", who.client());
        json.writeStringField("zone", who.zone());
        json.writeStringField("role", who.role());
        writeOptional("principal", who.principal());
        json.writeStringField("how", who.how());
        writeOptional("device", who.device());
        writeOptional("claimed", who.claimed());
    }

    private void write(AccessRecord.Asked asked) throws IOException {
        json.writeStringField("method", asked.method());
        json.writeStringField("scheme", asked.scheme());
        json.writeStringField("host", asked.host());
        json.writeNumberField("port", asked.port());
        writeOptional("path", asked.path());
    }

    private void write(AccessRecord.Sent sent) throws IOException {
        json.writeNumberField("status", sent.status());
        json.writeNumberField("bytesIn", sent.bytesIn());
        json.writeNumberField("bytesOut", sent.bytesOut());
    }

    private void write(AccessRecord.Timing timing) throws IOException {
        json.writeNumberField("durationMs", timing.durationMs());
        writePhase("queueMs", timing.queueMs());
        writePhase("resolveMs", timing.resolveMs());
        writePhase("connectMs", timing.connectMs());
        writePhase("firstByteMs", timing.firstByteMs());
    }

    private void writePhase(String name, long millis) throws IOException {
        if (millis != AccessRecord.Timing.NONE) {
            json.writeNumberField(name, millis);
        }
    }

    private void write(AccessRecord.Ruling ruling) throws IOException {
        json.writeStringField("decision", ruling.decision().id());
        json.writeStringField("step", ruling.step());
        json.writeStringField("rule", ruling.rule());
        writeOptional("category", ruling.category());
        writeOptional("list", ruling.list());
        writeOptional("file", ruling.file());
        Integer line = ruling.line();
        if (line != null) {
            json.writeNumberField("line", line);
        }
        if (ruling.observed()) {
            json.writeBooleanField("observed", true);
        }
    }

    private void write(AccessRecord.Tunnel tunnel) throws IOException {
        writeOptional("sni", tunnel.sni());
        if (tunnel.ech()) {
            json.writeBooleanField("ech", true);
        }
        json.writeStringField("closed", tunnel.closed());
    }

    private void writeOptional(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
