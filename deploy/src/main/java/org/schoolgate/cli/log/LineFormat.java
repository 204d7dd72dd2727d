package org.schoolgate.cli.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecordWriter;

/** The formats that access records can be printed in, a line each. */
enum LineFormat {
    SQUID(zone -> SquidLine::of),
    E2GUARDIAN(zone -> new E2guardianLine(zone, " ")::of),
    E2GUARDIAN_TAB(zone -> new E2guardianLine(zone, "\t")::of),
    JSONL(zone -> LineFormat::json);

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Function<ZoneId, Function<AccessRecord, String>> writer;

    LineFormat(Function<ZoneId, Function<AccessRecord, String>> writer) {
        this.writer = writer;
    }

    static Optional<LineFormat> of(String id) {
        return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
    }

    static String ids() {
        return Arrays.stream(values()).map(format -> format.id).collect(Collectors.joining(", "));
    }

    /** @param zone of the times, where the format has local ones */
    Function<AccessRecord, String> writer(ZoneId zone) {
        return writer.apply(zone);
    }

    private static String json(AccessRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new AccessRecordWriter(bytes).write(record);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return bytes.toString(StandardCharsets.US_ASCII).stripTrailing();
    }
}
