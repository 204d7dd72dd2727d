package org.schoolgate.admin;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.schoolgate.admin.accesslog.AccessLogResource;
import org.schoolgate.admin.gateway.BundleResource;
import org.schoolgate.admin.gateway.StatusResource;
import org.schoolgate.admin.health.HealthResource;
import org.schoolgate.admin.http.Caller;
import org.schoolgate.admin.http.ContractResource;
import org.schoolgate.admin.http.Gatekeeper;
import org.schoolgate.admin.http.OwnNames;
import org.schoolgate.admin.http.Problems;
import org.schoolgate.admin.http.RequestIds;
import org.schoolgate.admin.incident.IncidentResource;
import org.schoolgate.admin.list.EntryResource;
import org.schoolgate.admin.list.SourceResource;
import org.schoolgate.admin.live.ContainmentResource;
import org.schoolgate.admin.live.DutyExceptionResource;
import org.schoolgate.admin.live.GrantResource;
import org.schoolgate.admin.live.LiveFactStore;
import org.schoolgate.admin.live.RestrictionResource;
import org.schoolgate.admin.live.SessionResource;
import org.schoolgate.admin.locked.LockedResource;
import org.schoolgate.admin.people.ClassResource;
import org.schoolgate.admin.people.DeviceResource;
import org.schoolgate.admin.people.ImportResource;
import org.schoolgate.admin.people.PasswordResource;
import org.schoolgate.admin.people.PersonResource;
import org.schoolgate.admin.people.Registrar;
import org.schoolgate.admin.policy.ExplainResource;
import org.schoolgate.admin.policy.PolicyResource;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.admin.secret.ServerCertificate;
import org.schoolgate.admin.store.Database;
import org.schoolgate.rules.access.AccessSearch;
import org.schoolgate.rules.bundle.FileRole;
import org.schoolgate.rules.disk.Disk;

/** The two servers, and what each serves. */
final class Servers {
    private static final int MAX_CONNECTIONS = 1000;
    private static final int MAX_JSON_BYTES = 64 << 10;

    /** A policy, or a batch of incidents with long paths. */
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;

    private static final Duration GATEWAY_PATIENCE = Duration.ofSeconds(25);
    private static final Duration QUIET = Duration.ofMillis(50);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Parts parts;
    private final HealthResource health;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    Servers(Parts parts) {
        this.parts = parts;
        this.health = new HealthResource(new HealthLooks(parts).all());
        addMeters();
    }

    /** REST, for people and gateways. */
    Server https() throws IOException {
        ServerBuilder builder = base().https(parts.config().address()).meterRegistry(meters);
        ServerCertificate certificate = parts.certificate();
        builder.tls(TlsKeyPair.of(certificate.key(), certificate.leaf(), certificate.authority()));
        builder.decorator(new Gatekeeper(this::holder, new OwnNames(OwnAddresses.names(parts.config()))));
        addPeopleRoutes(builder);
        addGatewayRoutes(builder);
        return builder.build();
    }

    /** Health and metrics in the clear, for the machine's own monitoring. */
    Server ops() {
        return base().meterRegistry(new CompositeMeterRegistry())
                .http(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), parts.config().opsPort()))
                .service("/health", (ctx, request) -> HttpResponse.of(health::answer, ctx.blockingTaskExecutor()))
                .service(
                        "/metrics",
                        (ctx, request) -> HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, meters.scrape()))
                .build();
    }

    private static ServerBuilder base() {
        return Server.builder()
                .disableServerHeader()
                .maxNumConnections(MAX_CONNECTIONS)
                .maxRequestLength(MAX_JSON_BYTES)
                .gracefulShutdownTimeout(QUIET, DRAIN)
                .requestIdGenerator(routing -> RequestIds.next())
                .errorHandler(new Problems(Database::isOutage, System::nanoTime))
                .unloggedExceptionsReportInterval(Duration.ZERO) // Problems logs what is worth it
                .setHeaders(Map.of(
                                HttpHeaderNames.CACHE_CONTROL, "no-store",
                                HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                        .entrySet());
    }

    private Optional<Caller> holder(String token) {
        if (parts.token().matches(token)) {
            return Optional.of(new Caller.Administrator());
        }
        OptionalInt gateway = parts.gateways().holder(token);
        return gateway.isPresent() ? Optional.of(new Caller.Gateway(gateway.getAsInt())) : Optional.empty();
    }

    private void addPeopleRoutes(ServerBuilder builder) {
        Database database = parts.database();
        Publisher publisher = parts.publisher();
        InstantSource clock = parts.config().clock();
        builder.annotatedService(health);
        builder.annotatedService(new ContractResource());
        builder.annotatedService(new EntryResource(database.entries(), publisher, clock));
        addLiveFactRoutes(builder);
        builder.annotatedService(new StatusResource(database.gateways(), publisher, clock));
        builder.annotatedService(new ExplainResource(publisher, clock));
        builder.annotatedService(new AccessLogResource(
                new AccessSearch(Disk.ofSystem(), parts.config().accessFolder())));
        addPeople(builder);
        builder.annotatedService()
                .maxRequestLength(MAX_DOCUMENT_BYTES)
                .build(new PolicyResource(database.policies(), publisher, parts.sites(), clock));
        builder.annotatedService()
                .maxRequestLength(SourceResource.MAX_BYTES)
                .build(new SourceResource(database.sources(), parts.sources(), parts.uploads()));
        builder.annotatedService()
                .maxRequestLength(FileRole.LOCKED.maxSize())
                .build(new LockedResource(database.lockings(), parts.lockedFiles(), publisher, clock));
    }

    private void addLiveFactRoutes(ServerBuilder builder) {
        LiveFactStore facts = parts.database().liveFacts();
        Publisher publisher = parts.publisher();
        InstantSource clock = parts.config().clock();
        builder.annotatedService(new GrantResource(facts, publisher, clock));
        builder.annotatedService(new SessionResource(facts, publisher, clock));
        builder.annotatedService(new RestrictionResource(facts, publisher, clock));
        builder.annotatedService(new ContainmentResource(facts, publisher, clock));
        builder.annotatedService(new DutyExceptionResource(facts, publisher, clock));
    }

    private void addPeople(ServerBuilder builder) {
        Registrar registrar = parts.registrar();
        builder.annotatedService(new PersonResource(registrar, parts.database().people()));
        builder.annotatedService(
                new PasswordResource(registrar, parts.database().passwordLinks()));
        builder.annotatedService(new ClassResource(registrar));
        builder.annotatedService(new DeviceResource(registrar, parts.database().devices()));
        builder.annotatedService().maxRequestLength(ImportResource.MAX_BYTES).build(new ImportResource(registrar));
    }

    private void addGatewayRoutes(ServerBuilder builder) {
        InstantSource clock = parts.config().clock();
        builder.annotatedService(new BundleResource(parts.publisher(), GATEWAY_PATIENCE));
        builder.annotatedService()
                .maxRequestLength(MAX_DOCUMENT_BYTES)
                .build(new IncidentResource(parts.database().incidents(), clock));
    }

    private void addMeters() {
        Publisher publisher = parts.publisher();
        Gauge.builder(
                        "schoolgate.admin.generation",
                        () -> publisher.current().position().generation())
                .description("Generation of the bundle that is published")
                .register(meters);
        Gauge.builder("schoolgate.admin.publish.failed", () -> publisher.hasFailed() ? 1 : 0)
                .description("1 when the last attempt to publish failed")
                .register(meters);
    }
}
