package org.schoolgate.admin.gateway;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Consumes;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Put;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.gateway.GatewayStatus.HealthLine;
import org.schoolgate.admin.gateway.GatewayStore.EnrolledGateway;
import org.schoolgate.admin.http.Caller;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.Printable;
import org.schoolgate.rules.bundle.Generation;

/** How the gateways are: reported by each, read by people. */
public final class StatusResource {
    private static final int MAX_LINES = 100;
    private static final int MAX_TEXT_CHARS = 1000;
    private static final int MAX_VERSION_CHARS = 64;
    private static final Set<String> LEVELS = Set.of("ok", "warn", "error");

    private final GatewayStore gateways;
    private final Publisher publisher;
    private final InstantSource clock;

    public StatusResource(GatewayStore gateways, Publisher publisher, InstantSource clock) {
        this.gateways = gateways;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Get("/api/v1/gateways")
    @Blocking
    public HttpResponse list(QueryParams params) {
        Query.of(params);
        return Json.ok(new Page<>(gateways.all().stream().map(View::of).toList(), null));
    }

    @Put("/gateway/v1/status")
    @Consumes("application/json")
    @Blocking
    public HttpResponse report(ServiceRequestContext ctx, AggregatedHttpRequest request) {
        Report report = Json.read(request, Report.class);
        int gateway = Caller.gateway(ctx);
        if (report.gateway() != gateway) {
            throw ProblemException.invalidField(
                    "gateway", report.gateway() + " (this token's gateway: " + gateway + ")");
        }
        GatewayStatus status = report.status();
        Generation serving = status.serving();
        if (serving != null && !publisher.noteSeen(serving)) {
            throw ProblemException.invalidField("epoch", serving + " was never published here");
        }
        gateways.report(gateway, status, clock.instant());
        return HttpResponse.of(HttpStatus.NO_CONTENT);
    }

    /** @param epoch with {@code generation}, the bundle that it decides by; 0 or absent while it has none */
    private record Report(
            int gateway,
            @Nullable Long epoch,
            @Nullable Long generation,
            @Nullable List<HealthLine> health,
            @Nullable String version) {
        GatewayStatus status() {
            List<HealthLine> lines = health == null ? List.of() : health;
            if (lines.size() > MAX_LINES || !lines.stream().allMatch(Report::isAcceptable)) {
                throw ProblemException.invalidField(
                        "health", "expected: at most 100 of {\"level\": ok, warn or error, \"text\"}");
            }
            if (version != null && !Printable.of(version, MAX_VERSION_CHARS).equals(version)) {
                throw ProblemException.invalidField("version", "too long, or with characters that are not printable");
            }
            return new GatewayStatus(serving(), lines, version);
        }

        private @Nullable Generation serving() {
            if (epoch == null || generation == null || epoch < 1 || generation < 1) {
                return null;
            }
            return new Generation(epoch, generation);
        }

        private static boolean isAcceptable(@Nullable HealthLine line) {
            return line != null
                    && line.level() != null
                    && LEVELS.contains(line.level())
                    && line.text() != null
                    && line.text().length() <= MAX_TEXT_CHARS;
        }
    }

    /** A gateway as people get it. */
    private record View(
            int gateway,
            String name,
            @Nullable Long epoch,
            @Nullable Long generation,
            @Nullable Instant lastSeen,
            @Nullable String version,
            List<HealthLine> health) {
        static View of(EnrolledGateway gateway) {
            Generation serving = gateway.status().serving();
            return new View(
                    gateway.number(),
                    gateway.name(),
                    serving == null ? null : serving.epoch(),
                    serving == null ? null : serving.generation(),
                    gateway.lastSeen(),
                    gateway.status().version(),
                    gateway.status().health());
        }
    }
}
