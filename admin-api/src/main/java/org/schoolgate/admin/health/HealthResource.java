package org.schoolgate.admin.health;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Query;

/** The worst of all checks, and each of them; 503 when one is an error. */
public final class HealthResource {
    private final List<Supplier<List<Check>>> looks;

    public HealthResource(List<Supplier<List<Check>>> looks) {
        this.looks = List.copyOf(looks);
    }

    @Get("/api/v1/health")
    @Blocking
    public HttpResponse health(QueryParams params) {
        Query.of(params);
        return answer();
    }

    /** Blocks. */
    public HttpResponse answer() {
        List<Check> checks = looks.stream().flatMap(look -> look.get().stream()).toList();
        Check.Level worst =
                checks.stream().map(Check::level).max(Comparator.naturalOrder()).orElse(Check.Level.OK);
        HttpStatus status = worst == Check.Level.ERROR ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
        View view = new View(worst.id(), checks.stream().map(Line::of).toList());
        return HttpResponse.of(status, MediaType.JSON, Json.bytes(view));
    }

    private record View(String status, List<Line> checks) {}

    private record Line(String name, String level, String text) {
        static Line of(Check check) {
            return new Line(check.name(), check.level().id(), check.text());
        }
    }
}
