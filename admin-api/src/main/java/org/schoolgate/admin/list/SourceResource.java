package org.schoolgate.admin.list;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Put;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSourceException;
import org.schoolgate.rules.list.ReadingOptions;

/**
 * Sources of lists, uploaded whole. An upload is answered when it is compiled and published, which takes a minute where
 * there are millions of entries; a bad line is reported, a bad upload refused, and then what there was stays.
 */
public final class SourceResource {
    public static final long MAX_BYTES = 512L << 20;

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final String ROUTE = "/api/v1/lists/sources";

    private final SourceStore store;
    private final Sources sources;
    private final Uploads uploads;

    public SourceResource(SourceStore store, Sources sources, Uploads uploads) {
        this.store = store;
        this.sources = sources;
        this.uploads = uploads;
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse list(QueryParams params) {
        Query.of(params);
        return Json.ok(new Page<>(store.all().stream().map(SourceView::of).toList(), null));
    }

    @Put(ROUTE + "/{name}")
    @Blocking
    public CompletableFuture<HttpResponse> replace(
            ServiceRequestContext ctx, HttpRequest request, @Param("name") String name, QueryParams params)
            throws IOException {
        Query query = Query.of(params, "format", "category", "suffixes", "names_alone", "licence", "force");
        requireName(name);
        ListFormat format = format(query.text("format"));
        Optional<Category> category =
                Optional.ofNullable(query.text("category")).map(KnownCategory::of);
        ReadingOptions options = new ReadingOptions(query.flag("suffixes"), query.flag("names_alone"));
        Provenance provenance = provenance(query.text("licence"));
        boolean force = query.flag("force");
        ctx.setRequestTimeout(PATIENCE);
        Path file = receive(request, name);
        return sources.replace(new ListSource(name, format, file, category, options, provenance), force)
                .handle((replaced, failure) -> {
                    if (failure != null) {
                        throw refusal(failure, name, file);
                    }
                    return Json.ok(SourceView.of(replaced));
                });
    }

    @Delete(ROUTE + "/{name}")
    public CompletableFuture<HttpResponse> remove(ServiceRequestContext ctx, @Param("name") String name) {
        ctx.setRequestTimeout(PATIENCE);
        return sources.remove(name).thenApply(position -> {
            if (position.isEmpty()) {
                throw ProblemException.notFound("no source has this name");
            }
            return HttpResponse.of(HttpStatus.NO_CONTENT);
        });
    }

    private Path receive(HttpRequest request, String name) throws IOException {
        Path file = uploads.newFile(name);
        try (InputStream body =
                request.toInputStream(part -> part instanceof HttpData data ? data : HttpData.empty())) {
            Files.copy(body, file);
            return file;
        } catch (IOException | RuntimeException e) {
            uploads.delete(uploads.nameOf(file));
            throw e;
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.badRequest(
                    "name: expected are up to 64 small letters, digits, hyphens and underscores");
        }
    }

    private static ListFormat format(@Nullable String id) {
        try {
            return id == null ? ListFormat.AUTO : ListFormat.of(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Provenance provenance(@Nullable String licence) {
        try {
            return licence == null ? Provenance.UNKNOWN : Provenance.licensed(licence);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** What the upload itself is to blame for is a problem; all else is ours. */
    private static RuntimeException refusal(Throwable failure, String name, Path file) {
        Throwable cause = Exceptions.peel(failure);
        if (cause instanceof ListSourceException e) {
            String reason = String.valueOf(e.getMessage()).replace(file.toString(), name);
            return ProblemException.invalid(
                    "invalid-source", "The source cannot be read", reason, List.of(Map.of("message", reason)));
        }
        if (cause instanceof RuntimeException e) {
            return e;
        }
        return new UncheckedIOException(new IOException(cause));
    }
}
