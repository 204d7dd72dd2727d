package org.schoolgate.admin.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.file.HttpFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Caller;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.publish.Publication;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.bundle.Generation;

/**
 * What gateways fetch: the manifest of the newest bundle, as soon as there is a newer one than theirs, and its files.
 * Nothing blocks: a gateway that waits costs one future, and no gateway waits twice.
 */
public final class BundleResource {
    /** For an index of some hundred megabytes over a slow line between two sites. */
    private static final Duration DOWNLOAD = Duration.ofMinutes(15);

    private static final Generation NONE = new Generation(0, 0);

    private final Publisher publisher;
    private final Duration patience;
    private final Map<Integer, CompletableFuture<Publication>> waiting = new ConcurrentHashMap<>();

    /** @param patience how long a gateway waits before it is told that nothing is new */
    public BundleResource(Publisher publisher, Duration patience) {
        this.publisher = publisher;
        this.patience = patience;
    }

    @Get("/gateway/v1/bundle")
    public CompletableFuture<HttpResponse> newest(ServiceRequestContext ctx, QueryParams params) {
        Generation after = position(Query.of(params, "after").text("after"));
        if (!publisher.noteSeen(after)) {
            throw ProblemException.badRequest("parameter after: " + after + " was never published here");
        }
        int gateway = Caller.gateway(ctx);
        ctx.setRequestTimeout(patience.multipliedBy(2));
        CompletableFuture<Publication> newer = publisher.newerThan(after);
        replaceWaiting(gateway, newer);
        ScheduledFuture<?> end =
                ctx.eventLoop().schedule(() -> newer.cancel(false), patience.toMillis(), TimeUnit.MILLISECONDS);
        newer.whenComplete((publication, failure) -> end.cancel(false));
        ctx.whenRequestCancelling().thenRun(() -> newer.cancel(false)); // the gateway has gone
        return newer.handle((publication, failure) ->
                failure == null ? manifest(publication) : HttpResponse.of(HttpStatus.NO_CONTENT));
    }

    @Get("/gateway/v1/files/{sha256}")
    @Blocking
    public HttpResponse file(ServiceRequestContext ctx, HttpRequest request, @Param("sha256") String sha256)
            throws Exception {
        Path file = publisher.file(sha256).orElseThrow(() -> ProblemException.notFound("no bundle has this file"));
        ctx.setRequestTimeout(DOWNLOAD);
        return HttpFile.builder(file)
                .autoDetectedContentType(false)
                .contentType(MediaType.OCTET_STREAM)
                .build()
                .asService()
                .serve(ctx, request);
    }

    /** A gateway asks once at a time; an older question is one whose connection it has given up. */
    private void replaceWaiting(int gateway, CompletableFuture<Publication> newer) {
        CompletableFuture<Publication> older = waiting.put(gateway, newer);
        if (older != null) {
            older.cancel(false);
        }
        newer.whenComplete((publication, failure) -> waiting.remove(gateway, newer));
    }

    private static Generation position(@Nullable String after) {
        if (after == null) {
            return NONE;
        }
        try {
            return Generation.parse(after);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("parameter after: " + e.getMessage());
        }
    }

    private static HttpResponse manifest(Publication publication) {
        ResponseHeaders headers = ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.JSON)
                .add("schoolgate-signature", Base64.getEncoder().encodeToString(publication.signature()))
                .build();
        return HttpResponse.of(headers, HttpData.wrap(publication.manifestBytes()));
    }
}
