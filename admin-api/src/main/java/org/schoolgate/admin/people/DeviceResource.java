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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.Page;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.people.Device;

/** The inventory of devices. Each change is published before it is answered. */
public final class DeviceResource {
    private static final String ROUTE = "/api/v1/devices";

    private final Registrar registrar;
    private final DeviceStore devices;

    public DeviceResource(Registrar registrar, DeviceStore devices) {
        this.registrar = registrar;
        this.devices = devices;
    }

    @Get(ROUTE)
    @Blocking
    public HttpResponse list(QueryParams params) {
        Query query = Query.of(params, "id", "kind", "owner", "role", "group", "source", "cursor", "limit");
        String after = Objects.requireNonNullElse(query.cursor(), "");
        List<DeviceRecord> found = devices.all().stream()
                .filter(each -> each.device().id().compareTo(after) > 0 && fits(query, each))
                .limit(query.limit() + 1L)
                .toList();
        return Json.ok(Page.of(found, query.limit(), each -> each.device().id()).map(each -> View.of(each, null)));
    }

    private static boolean fits(Query query, DeviceRecord each) {
        Device device = each.device();
        String group = query.text("group");
        return Parameters.fits(query.text("id"), device.id())
                && Parameters.fits(query.text("kind"), device.kind().id())
                && Parameters.fits(query.text("owner"), device.owner())
                && Parameters.fits(query.text("role"), device.role())
                && Parameters.fits(query.text("source"), each.source())
                && (group == null || device.groups().contains(group));
    }

    @Put(ROUTE + "/{id}")
    @Consumes("application/json")
    @Blocking
    public CompletableFuture<HttpResponse> put(
            AggregatedHttpRequest request, @Param("id") String id, QueryParams params) {
        String by = Parameters.by(Query.of(params, "by"));
        NewDevice body = Json.read(request, NewDevice.class);
        SchoolPolicy policy = SchoolPolicy.of(registrar);
        return registrar
                .make(by, before -> {
                    RegisterEdit edit = new RegisterEdit(before);
                    Device device = body.read(Parameters.pathId(id), before, policy);
                    edit.put(new DeviceRecord(device, PersonRecord.BY_HAND, registrar.now()));
                    return edit;
                })
                .thenApply(made -> Json.ok(View.of(
                        Objects.requireNonNull(made.edit().after().devices().get(id), "the edit put it"),
                        made.generation())));
    }

    @Delete(ROUTE + "/{id}")
    @Blocking
    public CompletableFuture<HttpResponse> remove(@Param("id") String id, QueryParams params) {
        String by = Parameters.by(Query.of(params, "by"));
        return registrar
                .make(by, before -> {
                    if (!before.devices().containsKey(id)) {
                        throw ProblemException.notFound("no device has this id");
                    }
                    RegisterEdit edit = new RegisterEdit(before);
                    edit.removeDevice(id);
                    return edit;
                })
                .thenApply(made -> HttpResponse.of(HttpStatus.NO_CONTENT));
    }

    /** @param generation the bundle that first has the change; only in the answer to one */
    private record View(
            String id,
            String kind,
            List<String> addresses,
            List<String> macs,
            @Nullable String owner,
            @Nullable String role,
            List<String> groups,
            boolean trustsCa,
            String source,
            Instant changedAt,
            @Nullable Long generation) {
        static View of(DeviceRecord each, @Nullable Long generation) {
            Device device = each.device();
            return new View(
                    device.id(),
                    device.kind().id(),
                    device.addresses().stream().map(Host::text).toList(),
                    device.macs(),
                    device.owner(),
                    device.role(),
                    device.groups().stream().sorted().toList(),
                    device.trustsCa(),
                    each.source(),
                    each.changedAt(),
                    generation);
        }
    }
}
