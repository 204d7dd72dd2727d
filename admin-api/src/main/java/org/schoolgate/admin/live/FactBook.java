package org.schoolgate.admin.live;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.live.KeptFact.Ending;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.LiveFact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives, lists and ends the facts of one kind; in the record and in a bundle, both or neither. */
final class FactBook {
    /** Of one kind: more than a school decides in a day, and little enough for each request. */
    static final int MAX_OPEN = 2000;

    private static final Logger log = LoggerFactory.getLogger(FactBook.class);

    private final LiveFact.Kind kind;
    private final LiveFactStore facts;
    private final Publisher publisher;
    private final InstantSource clock;

    FactBook(LiveFact.Kind kind, LiveFactStore facts, Publisher publisher, InstantSource clock) {
        this.kind = kind;
        this.facts = facts;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** In milliseconds, as stores keep it. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** In force now: by its policy, lists and people it is known what may be given. */
    Bundle bundle() {
        return publisher.current().bundle();
    }

    HttpResponse list(QueryParams params) {
        Query query = Query.of(params, "open", "cursor", "limit");
        Optional<Instant> openAt = query.flag("open") ? Optional.of(now()) : Optional.empty();
        List<KeptFact> found = facts.newestFirst(kind, query.cursor(Long.MAX_VALUE), openAt, query.limit() + 1);
        return Json.ok(Page.of(found, query.limit(), KeptFact::number).map(FactView::of));
    }

    /**
     * Answers when gateways are offered it.
     *
     * @param made the fact with its id
     * @param remarks what people should know of it, such as what it does not do although one might think so
     */
    CompletableFuture<HttpResponse> give(Function<String, LiveFact> made, List<String> remarks) {
        Instant now = now();
        return publisher
                .publish(() -> {
                    requireRoom(now);
                    return facts.add(kind, made, now, remarks);
                })
                .thenApply(published -> {
                    KeptFact kept = published.value();
                    long generation = published.position().generation();
                    log.info(
                            "Given in generation {}: {}",
                            generation,
                            kept.fact().rule());
                    return Json.created(FactView.of(kept, generation));
                });
    }

    private void requireRoom(Instant now) {
        if (facts.countOpen(kind, now) >= MAX_OPEN) {
            throw ProblemException.invalid(
                    "too-many-open",
                    "Too many are open",
                    MAX_OPEN + " of the kind " + kind.id() + " are open (expected: fewer; end some)",
                    List.of());
        }
    }

    /** Ends it now, if it is open. */
    CompletableFuture<HttpResponse> end(String id, QueryParams params) {
        String by = NewGiven.author(Query.of(params, "by").required("by"));
        Instant now = now();
        return publisher.publish(() -> requireEnded(id, new Ending(now, by))).thenApply(published -> {
            log.info("Ended in generation {}: {}/{}", published.position().generation(), kind.id(), published.value());
            return HttpResponse.of(HttpStatus.NO_CONTENT);
        });
    }

    private String requireEnded(String id, Ending ending) {
        KeptFact kept =
                facts.find(kind, id).orElseThrow(() -> ProblemException.notFound("no " + kind.id() + " has this id"));
        boolean isOver = !kept.fact().given().until().isAfter(ending.at());
        if (isOver || !facts.end(kind, id, ending)) {
            throw ProblemException.notFound(kind.id() + " " + id + " has ended");
        }
        return id;
    }
}
