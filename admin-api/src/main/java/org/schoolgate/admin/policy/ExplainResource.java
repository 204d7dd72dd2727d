package org.schoolgate.admin.policy;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.publish.Publication;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.Zone;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;

/** Why a URL is allowed or blocked: asks the bundle that is published now, by the same function as gateways do. */
public final class ExplainResource {
    private final Publisher publisher;
    private final InstantSource clock;

    public ExplainResource(Publisher publisher, InstantSource clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    @Get("/api/v1/explain")
    @Blocking
    public HttpResponse explain(QueryParams params) {
        Query query = Query.of(params, "url", "role", "zone", "at");
        Publication publication = publisher.current();
        Policy policy = publication.bundle().policy();
        WebUrl url = url(query.required("url"));
        String role = role(policy, query.required("role"));
        Zone zone = zone(policy, query.text("zone"), role);
        Instant at = at(query.text("at"), policy.school().timeZone());
        Request request = request(url, Principal.holding(role), zone);
        return Json.ok(ExplanationView.of(
                request, at, publication.position(), publication.bundle().explain(request, at)));
    }

    private static WebUrl url(String text) {
        try {
            return WebUrl.parseTyped(text);
        } catch (UrlSyntaxException e) {
            throw ProblemException.badRequest("parameter url: " + e.getMessage());
        }
    }

    /** As a gateway would see it: of {@code https} only host and port, through a tunnel. */
    private static Request request(WebUrl url, Principal principal, Zone zone) {
        return url.secure()
                ? new Request(principal, zone, url.host(), url.port(), Scheme.CONNECT, null)
                : new Request(principal, zone, url.host(), url.port(), Scheme.HTTP, url.target());
    }

    private static String role(Policy policy, String id) {
        try {
            return policy.role(id).id();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("parameter " + e.getMessage());
        }
    }

    /** Without an id, the first zone that may hold the role. */
    private static Zone zone(Policy policy, @Nullable String id, String role) {
        if (id == null) {
            return policy.zones().stream()
                    .filter(zone -> zone.roles().contains(role))
                    .findFirst()
                    .orElseGet(() -> Zone.unknown(role));
        }
        Zone zone = policy.zone(id);
        if (zone == null) {
            throw ProblemException.badRequest("parameter zone: the policy has no zone " + id);
        }
        return zone;
    }

    private Instant at(@Nullable String text, ZoneId school) {
        if (text == null) {
            return clock.instant();
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(school).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(
                    "parameter at: %s (expected: the school's time, 2026-11-24T10:42, or UTC, 2026-11-24T10:42:00Z)"
                            .formatted(text));
        }
    }
}
