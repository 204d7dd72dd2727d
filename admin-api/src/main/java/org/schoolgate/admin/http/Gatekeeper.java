package org.schoolgate.admin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route, also before those that do not exist: asks for one of our own names in {@code Host} (a page
 * that had its name re-bound to our address brings another), for a token, and for the permission that the table names.
 */
public final class Gatekeeper implements DecoratingHttpServiceFunction {
    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final OwnNames names;

    public Gatekeeper(Tokens tokens, OwnNames names) {
        this.tokens = tokens;
        this.names = names;
    }

    @Override
    public HttpResponse serve(HttpService route, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        ctx.mutateAdditionalResponseHeaders(headers -> headers.set(RequestIds.HEADER, RequestIds.of(ctx)));
        if (!names.include(request.authority())) {
            throw ProblemException.misdirected();
        }
        Caller caller = callerOf(request);
        check(ctx, caller);
        ctx.setAttr(Caller.KEY, caller);
        if (request.headers().contentLength() > ctx.maxRequestLength()) {
            throw ProblemException.tooLarge(ctx.maxRequestLength());
        }
        return route.serve(ctx, request);
    }

    private @Nullable Caller callerOf(HttpRequest request) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        return tokens.holder(header.substring(SCHEME.length()).strip()).orElse(null);
    }

    private static void check(ServiceRequestContext ctx, @Nullable Caller caller) {
        Route route = ctx.config().route();
        Optional<Permission> permission = Permissions.of(ctx.method(), route);
        if (permission.isPresent() && permission.get().admits(caller)) {
            return;
        }
        if (caller == null) {
            throw ProblemException.unauthorized();
        }
        if (!route.isFallback()) {
            throw ProblemException.forbidden();
        }
    }
}
