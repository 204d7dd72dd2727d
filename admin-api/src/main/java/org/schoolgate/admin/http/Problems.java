package org.schoolgate.admin.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever went wrong into a problem: our own refusals, the server's (no such route, too large, malformed), outages of
 * the store, and bugs, which are logged with the request's id and tell the caller nothing else. Give it to the server as its error
 * handler.
 */
public final class Problems implements ServerErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final MediaType PROBLEM_JSON = MediaType.parse("application/problem+json");

    /** Where no request got far enough to have an id. */
    private static final String NO_REQUEST = "none";

    private final Predicate<Throwable> isOutage;
    private final OutageLog outages;

    /**
     * @param isOutage whether it failed because the store does not answer now, and the same may succeed later
     * @param nanoTime {@link System#nanoTime}
     */
    public Problems(Predicate<Throwable> isOutage, LongSupplier nanoTime) {
        this.isOutage = isOutage;
        this.outages = new OutageLog(nanoTime);
    }

    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable thrown) {
        Throwable cause = Exceptions.peel(thrown);
        String id = RequestIds.of(ctx);
        if (cause instanceof ProblemException known) {
            return answer(Problem.of(known, id)).toHttpResponse();
        }
        if (cause instanceof ContentTooLargeException) {
            return answer(Problem.of(ProblemException.tooLarge(ctx.maxRequestLength()), id))
                    .toHttpResponse();
        }
        if (cause instanceof RequestTimeoutException) {
            return answer(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "this took too long", id))
                    .toHttpResponse();
        }
        if (cause instanceof HttpStatusException status) {
            return answer(Problem.of(status.httpStatus(), null, id)).toHttpResponse();
        }
        if (Exceptions.isStreamCancelling(cause)) {
            return null; // the caller has gone: nobody to tell, nothing wrong here
        }
        if (isOutage.test(cause)) {
            outages.count(id);
            return answer(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "the store does not answer", id))
                    .toHttpResponse();
        }
        log.error("Request {} failed", id, cause);
        return answer(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, null, id)).toHttpResponse();
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext ctx,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return answer(Problem.of(status, null, ctx == null ? NO_REQUEST : RequestIds.of(ctx)));
    }

    private static AggregatedHttpResponse answer(Problem problem) {
        ResponseHeadersBuilder headers =
                ResponseHeaders.builder(problem.status()).contentType(PROBLEM_JSON);
        if (problem.status() == HttpStatus.UNAUTHORIZED.code()) {
            headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"schoolgate\"");
        }
        return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(Json.bytes(problem)));
    }
}
