package org.schoolgate.admin.live;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Consumes;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.policy.LiveFact;

/** Duty exceptions, by the head's ruling. */
public final class DutyExceptionResource {
    private static final String ROUTE = "/api/v1/duty-exceptions";

    private final FactBook book;

    public DutyExceptionResource(LiveFactStore facts, Publisher publisher, InstantSource clock) {
        this.book = new FactBook(LiveFact.Kind.DUTY_EXCEPTION, facts, publisher, clock);
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse list(QueryParams params) {
        return book.list(params);
    }

    @Post(ROUTE)
    @Blocking
    @Consumes("application/json")
    public CompletableFuture<HttpResponse> except(AggregatedHttpRequest request) {
        NewDutyException body = Json.read(request, NewDutyException.class);
        return book.give(body.read(book.bundle(), book.now()), List.of());
    }

    @Delete(ROUTE + "/{id}")
    public CompletableFuture<HttpResponse> end(@Param("id") String id, QueryParams params) {
        return book.end(id, params);
    }
}
