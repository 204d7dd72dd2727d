package org.schoolgate.admin.locked;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Put;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.publish.LockedFiles;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.locked.LockedList;
import org.schoolgate.rules.locked.LockedListException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The locked slot. A locked list that is put there arms it, or takes the place of the one before. There is no way back: it has
 * no {@code DELETE}, and no other route, setting or file takes the list out.
 */
public final class LockedResource {
    private static final Logger log = LoggerFactory.getLogger(LockedResource.class);
    private static final String ROUTE = "/api/v1/lists/locked";
    private static final int MAX_BY_CHARS = 100;

    private final LockingStore store;
    private final LockedFiles files;
    private final Publisher publisher;
    private final InstantSource clock;

    public LockedResource(LockingStore store, LockedFiles files, Publisher publisher, InstantSource clock) {
        this.store = store;
        this.files = files;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse slot(QueryParams params) {
        Query.of(params);
        return Json.ok(SlotView.of(store.all(), null));
    }

    @Put(ROUTE)
    @Blocking
    public CompletableFuture<HttpResponse> lock(AggregatedHttpRequest request, QueryParams params) {
        Query query = Query.of(params, "by", "force");
        String by = by(query.required("by"));
        boolean force = query.flag("force");
        byte[] content = request.content().array();
        LockedList list = list(content);
        return publisher.publish(() -> put(content, list, by, force)).thenApply(published -> {
            long generation = published.position().generation();
            Locking done = published.value();
            log.info("Locked list {} put into the slot by {} in generation {}", done.number(), by, generation);
            return Json.ok(SlotView.of(store.all(), generation));
        });
    }

    /** On the publisher's thread, one after the other. */
    private Locking put(byte[] content, LockedList list, String by, boolean force) {
        List<Locking> before = store.all();
        int largest = before.stream().mapToInt(Locking::entries).max().orElse(0);
        if (!force) {
            refuseShrunk(largest, list.names() + list.pages());
        }
        try {
            Instant now = Instant.ofEpochMilli(clock.millis());
            Locking locking = new Locking(before.size() + 1, now, by, files.put(content), list.names(), list.pages());
            store.add(locking);
            return locking;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LockedList list(byte[] content) {
        try {
            return LockedList.read(content);
        } catch (LockedListException e) {
            String reason = String.valueOf(e.getMessage());
            throw ProblemException.invalid(
                    "invalid-locked-list",
                    "This is no locked list",
                    reason + "; schoolgate lists lock makes one",
                    List.of(Map.of("message", reason)));
        }
    }

    private static String by(String name) {
        if (name.length() > MAX_BY_CHARS || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("parameter by: expected is a name of up to 100 characters");
        }
        return name;
    }

    /** Measured by the largest list so far: halving it again and again would come to nothing. */
    private static void refuseShrunk(int largest, int now) {
        if (now < largest - now) {
            throw ProblemException.invalid(
                    "source-shrunk",
                    "The list has lost most of its entries",
                    "the list has %d entries and had %d before; force=true accepts it".formatted(now, largest),
                    List.of(Map.of("before", largest, "now", now)));
        }
    }

    /**
     * The slot as people get it.
     *
     * @param generation the bundle that first has the list; only in the answer to its upload
     * @param record of the slot, the oldest first
     */
    private record SlotView(
            boolean armed, int names, int pages, @Nullable Long generation, List<Locking> record) {
        static SlotView of(List<Locking> record, @Nullable Long generation) {
            if (record.isEmpty()) {
                return new SlotView(false, 0, 0, generation, record);
            }
            Locking last = record.get(record.size() - 1);
            return new SlotView(true, last.names(), last.pages(), generation, record);
        }
    }
}
