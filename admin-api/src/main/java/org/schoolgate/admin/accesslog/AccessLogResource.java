package org.schoolgate.admin.accesslog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.access.AccessPage;
import org.schoolgate.rules.access.AccessQuery;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecordWriter;
import org.schoolgate.rules.access.AccessSearch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access log, newest first. A page may hold fewer than {@code limit} records, even none, and still name a next one.
 */
public final class AccessLogResource {
    private static final Logger log = LoggerFactory.getLogger(AccessLogResource.class);

    private final AccessSearch segments;

    public AccessLogResource(AccessSearch segments) {
        this.segments = segments;
    }

    @Get("/api/v1/access-log")
    @Blocking
    public HttpResponse search(QueryParams params) throws IOException {
        Query query = Query.of(params, "host", "from", "to", "role", "decision", "cursor", "limit");
        AccessQuery wanted = new AccessQuery(
                host(query.text("host")),
                query.instant("from"),
                query.instant("to"),
                query.text("role"),
                decision(query.text("decision")));
        AccessPage found = find(wanted, query.limit(), query.cursor());
        if (found.damaged() > 0) {
            log.warn("{} frames or lines of access segments could not be read", found.damaged());
        }
        String next = found.next();
        return Json.ok(new Page<>(lines(found.records()), next == null ? null : Page.cursor(next)));
    }

    private AccessPage find(AccessQuery wanted, int limit, @Nullable String cursor) throws IOException {
        try {
            return segments.newestFirst(wanted, limit, cursor);
        } catch (IllegalArgumentException e) {
            throw Query.foreignCursor();
        }
    }

    private static @Nullable String host(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Host.parseLenient(text).text();
        } catch (HostSyntaxException e) {
            throw ProblemException.badRequest("parameter host: " + e.getMessage());
        }
    }

    private static AccessRecord.@Nullable Outcome decision(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return AccessRecord.Outcome.of(id.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> ProblemException.badRequest(
                        "parameter decision: %s (expected: allow, block, refuse or error)".formatted(id)));
    }

    private static List<Line> lines(List<AccessRecord> records) throws IOException {
        List<Line> lines = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AccessRecordWriter writer = new AccessRecordWriter(bytes);
        for (AccessRecord record : records) {
            bytes.reset();
            writer.write(record);
            lines.add(new Line(bytes.toString(StandardCharsets.US_ASCII).strip()));
        }
        return lines;
    }

    /** A record as it stands in its segment. */
    private record Line(@JsonValue @JsonRawValue String json) {}
}
