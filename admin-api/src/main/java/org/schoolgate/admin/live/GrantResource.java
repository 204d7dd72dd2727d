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
import java.util.concurrent.CompletableFuture;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.LiveFact;

/** Grants of teachers: for a class, a device group or a room, until the bell. */
public final class GrantResource {
    private static final String ROUTE = "/api/v1/grants";

    private final FactBook book;

    public GrantResource(LiveFactStore facts, Publisher publisher, InstantSource clock) {
        this.book = new FactBook(LiveFact.Kind.GRANT, facts, publisher, clock);
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse list(QueryParams params) {
        return book.list(params);
    }

    @Post(ROUTE)
    @Blocking
    @Consumes("application/json")
    public CompletableFuture<HttpResponse> grant(AggregatedHttpRequest request) {
        NewGrant body = Json.read(request, NewGrant.class);
        Bundle bundle = book.bundle();
        return book.give(body.read(bundle, book.now()), body.remarks(bundle.people()));
    }

    @Delete(ROUTE + "/{id}")
    public CompletableFuture<HttpResponse> end(@Param("id") String id, QueryParams params) {
        return book.end(id, params);
    }
}
