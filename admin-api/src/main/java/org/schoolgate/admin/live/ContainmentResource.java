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
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.SitePart;

/** Containments: what nobody is to get any more. Whoever asks first ({@code dry_run=true}) is told its reach. */
public final class ContainmentResource {
    private static final String ROUTE = "/api/v1/containments";

    private final FactBook book;

    public ContainmentResource(LiveFactStore facts, Publisher publisher, InstantSource clock) {
        this.book = new FactBook(LiveFact.Kind.CONTAINMENT, facts, publisher, clock);
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse list(QueryParams params) {
        return book.list(params);
    }

    @Post(ROUTE)
    @Blocking
    @Consumes("application/json")
    public CompletableFuture<HttpResponse> contain(AggregatedHttpRequest request, QueryParams params) {
        boolean isDry = Query.of(params, "dry_run").flag("dry_run");
        NewContainment body = Json.read(request, NewContainment.class);
        Bundle bundle = book.bundle();
        Policy policy = bundle.policy();
        SitePart part = body.readWhat(policy);
        List<String> remarks = NewContainment.remarks(part);
        return isDry
                ? CompletableFuture.completedFuture(
                        Json.ok(new Reach(part.text(), NewContainment.reach(policy, part), remarks)))
                : book.give(body.read(bundle, book.now(), part), remarks);
    }

    @Delete(ROUTE + "/{id}")
    public CompletableFuture<HttpResponse> end(@Param("id") String id, QueryParams params) {
        return book.end(id, params);
    }

    /**
     * What a containment would do; nothing is changed.
     *
     * @param essential what the school can hardly do without, and it covers
     */
    private record Reach(String what, List<NewContainment.Reached> essential, List<String> remarks) {}
}
