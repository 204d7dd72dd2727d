package org.schoolgate.admin.list;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Consumes;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.Edit.IgnoreList;
import org.schoolgate.rules.policy.Edit.Recategorise;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.ManagerEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manager's own entries. Live facts: each change is published before it is answered, and gateways decide by it
 * within a second.
 */
public final class EntryResource {
    private static final String ROUTE = "/api/v1/lists/manager/entries";
    private static final Logger log = LoggerFactory.getLogger(EntryResource.class);

    private final EntryStore entries;
    private final Publisher publisher;
    private final InstantSource clock;

    public EntryResource(EntryStore entries, Publisher publisher, InstantSource clock) {
        this.entries = entries;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse list(QueryParams params) {
        Query query = Query.of(params, "cursor", "limit");
        List<ManagerEntry> found = entries.after(Optional.ofNullable(query.cursor()), query.limit() + 1);
        return Json.ok(Page.of(found, query.limit(), ManagerEntry::id).map(entry -> View.of(entry, null)));
    }

    @Post(ROUTE)
    @Blocking
    @Consumes("application/json")
    public CompletableFuture<HttpResponse> add(AggregatedHttpRequest request) {
        NewEntry body = Json.read(request, NewEntry.class);
        HostPattern pattern = body.readPattern();
        Edit edit = body.readEdit(pattern, publisher.current().bundle());
        String note = body.readNote();
        return publisher
                .publish(() -> entries.add(pattern, edit, note, Instant.ofEpochMilli(clock.millis())))
                .thenApply(published -> {
                    ManagerEntry entry = published.value();
                    long generation = published.position().generation();
                    log.info("Entry {} ({}) added in generation {}", entry.id(), edit.id(), generation);
                    return Json.created(View.of(entry, generation));
                });
    }

    @Delete(ROUTE + "/{id}")
    public CompletableFuture<HttpResponse> remove(@Param("id") String id) {
        return publisher.publish(() -> requireRemoved(id)).thenApply(published -> {
            log.info(
                    "Entry {} removed in generation {}",
                    published.value(),
                    published.position().generation());
            return HttpResponse.of(HttpStatus.NO_CONTENT);
        });
    }

    private String requireRemoved(String id) {
        if (!entries.remove(id)) {
            throw ProblemException.notFound("no entry has this id");
        }
        return id;
    }

    /** @param generation the bundle that first has it; only in the answer to its creation */
    private record View(
            String id,
            String pattern,
            String action,
            @Nullable String category,
            @Nullable String list,
            String note,
            Instant createdAt,
            @Nullable Long generation) {
        static View of(ManagerEntry entry, @Nullable Long generation) {
            return new View(
                    entry.id(),
                    entry.pattern().text(),
                    entry.edit().id(),
                    entry.edit() instanceof Recategorise recategorise
                            ? recategorise.category().id()
                            : null,
                    entry.edit() instanceof IgnoreList ignore ? ignore.list() : null,
                    entry.note(),
                    entry.createdAt(),
                    generation);
        }
    }
}
