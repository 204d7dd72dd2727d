package org.schoolgate.admin.people;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Consumes;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Put;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;

/** Classes: who is in them, who teaches them, and when. Each change is published before it is answered. */
public final class ClassResource {
    private static final String ROUTE = "/api/v1/classes";

    private final Registrar registrar;

    public ClassResource(Registrar registrar) {
        this.registrar = registrar;
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse list(QueryParams params) {
        Query query = Query.of(params, "id", "teacher", "pupil", "cursor", "limit");
        String after = Objects.requireNonNullElse(query.cursor(), "");
        String teacher = query.text("teacher");
        String pupil = query.text("pupil");
        Register register = registrar.register();
        List<ClassRecord> found = register.classes().values().stream()
                .filter(each -> each.id().compareTo(after) > 0)
                .filter(each -> query.text("id") == null || each.id().equals(query.text("id")))
                .filter(each -> teacher == null || each.teachers().contains(teacher))
                .filter(each -> pupil == null || register.pupilsOf(each.id()).contains(pupil))
                .limit(query.limit() + 1L)
                .toList();
        return Json.ok(Page.of(found, query.limit(), ClassRecord::id).map(each -> View.of(each, register, null)));
    }

    @Put(ROUTE + "/{id}")
    @Consumes("application/json")
    @Blocking
    public CompletableFuture<HttpResponse> put(
            AggregatedHttpRequest request, @Param("id") String id, QueryParams params) {
        String by = Parameters.by(Query.of(params, "by"));
        NewClass body = Json.read(request, NewClass.class);
        SchoolPolicy policy = SchoolPolicy.of(registrar);
        return registrar
                .make(by, before -> body.edit(Parameters.pathId(id), before, policy))
                .thenApply(made -> {
                    Register after = made.edit().after();
                    ClassRecord put = Objects.requireNonNull(after.classes().get(id), "the edit put it");
                    return Json.ok(View.of(put, after, made.generation()));
                });
    }

    @Delete(ROUTE + "/{id}")
    @Blocking
    public CompletableFuture<HttpResponse> remove(@Param("id") String id, QueryParams params) {
        String by = Parameters.by(Query.of(params, "by"));
        return registrar
                .make(by, before -> {
                    if (!before.classes().containsKey(id)) {
                        throw ProblemException.notFound("no class has this id");
                    }
                    RegisterEdit edit = new RegisterEdit(before);
                    edit.removeClass(id);
                    return edit;
                })
                .thenApply(made -> HttpResponse.of(HttpStatus.NO_CONTENT));
    }

    /** @param generation the bundle that first has the change; only in the answer to one */
    private record View(
            String id,
            String name,
            List<String> teachers,
            List<String> pupils,
            List<Lesson> lessons,
            String source,
            @Nullable Long generation) {
        static View of(ClassRecord each, Register register, @Nullable Long generation) {
            return new View(
                    each.id(),
                    each.name(),
                    each.teachers().stream().sorted().toList(),
                    register.pupilsOf(each.id()),
                    each.lessons(),
                    each.source(),
                    generation);
        }
    }
}
