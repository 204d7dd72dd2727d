package org.schoolgate.admin.people;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Post;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.roster.DeviceCsv;
import org.schoolgate.admin.roster.InvalidRosterException;
import org.schoolgate.admin.roster.RoleNames;
import org.schoolgate.admin.roster.Roster;
import org.schoolgate.admin.roster.RosterDevice;
import org.schoolgate.admin.roster.RosterReader;
import org.schoolgate.admin.roster.RosterRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports of people and of devices. A file with mistakes changes nothing, and is answered with the line and column of each.
 */
public final class ImportResource {
    public static final long MAX_BYTES = RosterReader.MAX_BYTES;

    /** Passwords of thousands are hashed. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int MAX_FILE_CHARS = 200;
    private static final Logger log = LoggerFactory.getLogger(ImportResource.class);

    private final Registrar registrar;
    private final PeopleImporter importer;

    public ImportResource(Registrar registrar) {
        this.registrar = registrar;
        this.importer = new PeopleImporter(registrar);
    }

    @Post("/api/v1/people/import")
    @Blocking
    public CompletableFuture<HttpResponse> people(
            ServiceRequestContext ctx, AggregatedHttpRequest request, QueryParams params) {
        Query query = Query.of(params, "by", "source", "file", "role", "full", "force", "dry_run");
        String by = Parameters.by(query);
        byte[] content = request.content().array();
        ctx.setRequestTimeout(PATIENCE);
        return answering(() -> {
            RosterRules rules = importer.rules(role(query.text("role")));
            Roster roster = RosterReader.read(file(query, "people.csv"), content, rules);
            ImportOptions options = options(query, RosterReader.isZip(content) ? "oneroster" : "csv");
            return query.flag("dry_run")
                    ? CompletableFuture.completedFuture(importer.tryOut(roster, options))
                    : importer.take(roster, options, by);
        });
    }

    @Post("/api/v1/devices/import")
    @Blocking
    public CompletableFuture<HttpResponse> devices(AggregatedHttpRequest request, QueryParams params) {
        Query query = Query.of(params, "by", "source", "file", "full", "force", "dry_run");
        String by = Parameters.by(query);
        return answering(() -> {
            RoleNames roles = SchoolPolicy.of(registrar).roles();
            byte[] content = request.content().array();
            List<RosterDevice> devices = DeviceCsv.read(file(query, "devices.csv"), content, roles);
            DeviceImport devicesImport = new DeviceImport(devices, options(query, "csv"), registrar.now());
            if (query.flag("dry_run")) {
                RegisterEdit edit = devicesImport.edit(registrar.register());
                return CompletableFuture.completedFuture(devicesImport.report(edit, true));
            }
            return registrar
                    .make(by, devicesImport::edit)
                    .thenApply(made -> devicesImport.report(made.edit(), false).in(made.generation()));
        });
    }

    private static ImportOptions options(Query query, String source) {
        String named = Objects.requireNonNullElse(query.text("source"), source);
        return new ImportOptions(Parameters.id("source", named), query.flag("full"), query.flag("force"));
    }

    private static String file(Query query, String otherwise) {
        String name = Objects.requireNonNullElse(query.text("file"), otherwise);
        if (name.length() > MAX_FILE_CHARS || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("parameter file: expected is a name of up to 200 characters");
        }
        return name;
    }

    private @Nullable String role(@Nullable String role) {
        if (role != null && !importer.rules(null).roles().has(role)) {
            throw ProblemException.badRequest("parameter role: the policy has no role " + role);
        }
        return role;
    }

    private static CompletableFuture<HttpResponse> answering(Supplier<CompletableFuture<ImportReport>> work) {
        try {
            return work.get().handle((report, failure) -> {
                if (failure != null) {
                    throw refusal(failure);
                }
                logged(report);
                return Json.ok(report);
            });
        } catch (InvalidRosterException e) {
            throw refusal(e);
        }
    }

    private static void logged(ImportReport report) {
        if (!report.dryRun()) {
            log.info("Imported \"{}\" ({}) in generation {}", report.source(), report.counts(), report.generation());
        }
    }

    private static RuntimeException refusal(Throwable failure) {
        Throwable cause = Exceptions.peel(failure);
        if (cause instanceof InvalidRosterException e) {
            return ProblemException.invalid(
                    "invalid-roster",
                    "The import has mistakes",
                    e.count() + (e.count() == 1 ? " mistake" : " mistakes") + "; nothing is changed",
                    e.mistakes());
        }
        return cause instanceof RuntimeException e ? e : new CompletionException(cause);
    }
}
