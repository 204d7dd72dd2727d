package org.schoolgate.admin.incident;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Consumes;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Post;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.schoolgate.admin.http.Caller;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.rules.event.EventFormatException;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.IncidentBatch;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.event.SuspectedIncidentJson;

/**
 * Suspected incidents. A batch is answered when it is on disk, so that the gateway may forget it; sent again, it
 * changes nothing.
 */
public final class IncidentResource {
    private final IncidentStore incidents;
    private final InstantSource clock;

    public IncidentResource(IncidentStore incidents, InstantSource clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    @Get("/api/v1/suspected-incidents")
    @Blocking
    public HttpResponse list(QueryParams params) {
        Query query = Query.of(params, "from", "to", "category", "cursor", "limit");
        IncidentFilter filter = new IncidentFilter(query.instant("from"), query.instant("to"), query.text("category"));
        List<StoredIncident> found = incidents.newestFirst(filter, query.cursor(Long.MAX_VALUE), query.limit() + 1);
        return Json.ok(Page.of(found, query.limit(), StoredIncident::arrival).map(IncidentView::of));
    }

    @Post("/gateway/v1/suspected-incidents")
    @Consumes("application/json")
    @Blocking
    public HttpResponse take(ServiceRequestContext ctx, AggregatedHttpRequest request) {
        List<SuspectedIncident> events = read(request, Caller.gateway(ctx));
        incidents.add(events, clock.instant());
        EventId last = events.get(events.size() - 1).id();
        return Json.ok(Map.of("accepted", last.epoch() + "-" + last.sequence()));
    }

    private static List<SuspectedIncident> read(AggregatedHttpRequest request, int gateway) {
        try {
            IncidentBatch batch =
                    SuspectedIncidentJson.readBatch(request.content().array());
            if (batch.gateway() != gateway) {
                throw ProblemException.invalidField(
                        "gateway", batch.gateway() + " (this token's gateway: " + gateway + ")");
            }
            requireOrder(batch.events());
            return batch.events();
        } catch (EventFormatException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static void requireOrder(List<SuspectedIncident> events) {
        if (events.isEmpty()) {
            throw ProblemException.invalidField(
                    "events", "none (expected: 1 to " + SuspectedIncidentJson.MAX_BATCH + ")");
        }
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).id().compareTo(events.get(i - 1).id()) <= 0) {
                throw ProblemException.invalidField("events", "not in the order of their ids");
            }
        }
    }
}
