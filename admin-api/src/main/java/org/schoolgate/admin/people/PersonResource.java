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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.people.Change.Action;
import org.schoolgate.admin.people.Change.Kind;

/**
 * People. Each change is published before it is answered. Their names are given only to those who say why they want them,
 * which is recorded first.
 */
public final class PersonResource {
    private static final String ROUTE = "/api/v1/people";
    private static final List<String> FILTERS = List.of("id", "role", "class", "year", "source", "leaver");

    private final Registrar registrar;
    private final PersonStore people;

    public PersonResource(Registrar registrar, PersonStore people) {
        this.registrar = registrar;
        this.people = people;
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse list(QueryParams params) {
        Query query =
                Query.of(params, "id", "role", "class", "year", "source", "leaver", "reason", "by", "cursor", "limit");
        Page<PersonRecord> found = page(query);
        String reason = query.text("reason");
        if (reason != null) {
            noteReading(query, Parameters.reason(reason), found.items());
        }
        Set<String> withPassword = people.withPassword();
        return Json.ok(found.map(person -> View.of(person, reason != null, withPassword.contains(person.id()), null)));
    }

    private Page<PersonRecord> page(Query query) {
        String after = Objects.requireNonNullElse(query.cursor(), "");
        boolean leavers = query.flag("leaver");
        List<PersonRecord> found = people.all().stream()
                .filter(person -> person.id().compareTo(after) > 0 && person.leaver() == leavers)
                .filter(person -> Parameters.fits(query.text("id"), person.id())
                        && Parameters.fits(query.text("role"), person.role()))
                .filter(person -> Parameters.fits(query.text("year"), person.year())
                        && Parameters.fits(query.text("source"), person.source()))
                .filter(person ->
                        query.text("class") == null || person.classes().contains(query.text("class")))
                .limit(query.limit() + 1L)
                .toList();
        return Page.of(found, query.limit(), PersonRecord::id);
    }

    private void noteReading(Query query, String reason, List<PersonRecord> read) {
        String subject = read.size() == 1 ? read.get(0).id() : "";
        String detail = read.size() + " names" + whose(query, read) + ": " + reason;
        registrar.note(Parameters.by(query), new Change(Kind.PERSON, subject, Action.NAMES_READ, detail));
    }

    /** Their ids, and the filter; nothing where nobody is found: a filter that fits nobody could be a name. */
    private static String whose(Query query, List<PersonRecord> read) {
        if (read.isEmpty()) {
            return "";
        }
        String filter = FILTERS.stream()
                .filter(each -> query.text(each) != null)
                .map(each -> each + "=" + query.text(each))
                .collect(Collectors.joining(", "));
        String ids = read.stream().map(PersonRecord::id).collect(Collectors.joining(", "));
        return " of " + ids + (filter.isEmpty() ? "" : " (" + filter + ")");
    }

    @Put(ROUTE + "/{id}")
    @Consumes("application/json")
    @Blocking
    public CompletableFuture<HttpResponse> put(
            AggregatedHttpRequest request, @Param("id") String id, QueryParams params) {
        Query query = Query.of(params, "by");
        String by = Parameters.by(query);
        NewPerson body = Json.read(request, NewPerson.class);
        SchoolPolicy policy = SchoolPolicy.of(registrar);
        return registrar
                .make(by, before -> {
                    RegisterEdit edit = new RegisterEdit(before);
                    edit.put(body.read(Parameters.pathId(id), before, policy, registrar.now()));
                    return edit;
                })
                .thenApply(made -> Json.ok(View.of(
                        Objects.requireNonNull(made.edit().after().people().get(id), "the edit put it"),
                        true,
                        people.withPassword().contains(id),
                        made.generation())));
    }

    @Delete(ROUTE + "/{id}")
    @Blocking
    public CompletableFuture<HttpResponse> remove(@Param("id") String id, QueryParams params) {
        String by = Parameters.by(Query.of(params, "by"));
        return registrar
                .make(by, before -> {
                    if (!before.people().containsKey(id)) {
                        throw ProblemException.notFound("nobody has this id");
                    }
                    RegisterEdit edit = new RegisterEdit(before);
                    edit.removePerson(id);
                    return edit;
                })
                .thenApply(made -> HttpResponse.of(HttpStatus.NO_CONTENT));
    }

    @Get(ROUTE + "/changes")
    @Blocking
    public HttpResponse changes(QueryParams params) {
        Query query = Query.of(params, "cursor", "limit");
        List<RecordedChange> found = registrar.changes().newestFirst(query.cursor(Long.MAX_VALUE), query.limit() + 1);
        return Json.ok(Page.of(found, query.limit(), RecordedChange::number).map(ChangeView::of));
    }

    /**
     * A person as people get them.
     *
     * @param name only with a reason, as is the user name, which often says the same
     * @param generation the bundle that first has the change; only in the answer to one
     */
    private record View(
            String id,
            @Nullable String name,
            @Nullable String username,
            String role,
            @Nullable String year,
            List<String> classes,
            boolean leaver,
            String source,
            boolean hasPassword,
            @Nullable Long generation) {
        static View of(PersonRecord person, boolean named, boolean hasPassword, @Nullable Long generation) {
            return new View(
                    person.id(),
                    named ? person.name() : null,
                    named ? person.username() : null,
                    person.role(),
                    person.year(),
                    person.classes().stream().sorted().toList(),
                    person.leaver(),
                    person.source(),
                    hasPassword,
                    generation);
        }
    }

    private record ChangeView(
            long number, Instant at, String by, String kind, String id, String action, String detail) {
        static ChangeView of(RecordedChange recorded) {
            Change change = recorded.change();
            return new ChangeView(
                    recorded.number(),
                    recorded.at(),
                    recorded.by(),
                    change.kind().id(),
                    change.subject(),
                    change.action().id(),
                    change.detail());
        }
    }
}
