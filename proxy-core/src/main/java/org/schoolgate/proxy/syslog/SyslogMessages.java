package org.schoolgate.proxy.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecordWriter;

/**
 * Writes access records as syslog messages (RFC 5424), each behind its length (octet counting: RFC 5425, section 4.3, and
 * RFC 6587, section 3.4.1). The message is the record's JSON, as it stands in the access log. Not thread-safe.
 *
 * <pre>{@code
 * 412 <134>1 2026-11-24T09:30:00.125Z gateway.example.org schoolgate - access - {"v":1,"time":…}
 * }</pre>
 */
final class SyslogMessages {
    /** Facility local0 (16), severity informational (6). */
    private static final String PRIORITY_AND_VERSION = "<134>1 ";

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final int MAX_HOST_CHARS = 255;

    private final byte[] behindTime;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream(1024);
    private final AccessRecordWriter writer = new AccessRecordWriter(json);

    /** @param hostName of this machine; what is not printable ASCII in it becomes {@code ?} */
    SyslogMessages(String hostName) {
        this.behindTime = (" " + headerField(hostName) + " schoolgate - access - ").getBytes(US_ASCII);
    }

    private static String headerField(String text) {
        String printable = text.replaceAll("[^!-~]", "?");
        return printable.isEmpty() ? "-" : printable.substring(0, Math.min(printable.length(), MAX_HOST_CHARS));
    }

    /** Appends one message, with its length before it. */
    void write(AccessRecord record, ByteBuf out) {
        byte[] start = (PRIORITY_AND_VERSION + time(record.time())).getBytes(US_ASCII);
        json.reset();
        try {
            writer.write(record);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        int jsonLength = json.size() - 1;
        out.writeBytes((start.length + behindTime.length + jsonLength + " ").getBytes(US_ASCII));
        out.writeBytes(start).writeBytes(behindTime).writeBytes(json.toByteArray(), 0, jsonLength);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
