package org.schoolgate.admin.http;

import static java.util.Map.entry;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.Route;
import java.util.Map;
import java.util.Optional;

/** The one table of who may call what. A route that is not in it answers nobody; a test looks for such routes. */
final class Permissions {
    private static final Map<String, Permission> TABLE = Map.ofEntries(
            entry("GET /api/v1/health", Permission.ANYONE),
            entry("GET /api/v1/openapi.yaml", Permission.ADMINISTRATOR),
            entry("GET /api/v1/policy", Permission.ADMINISTRATOR),
            entry("PUT /api/v1/policy", Permission.ADMINISTRATOR),
            entry("GET /api/v1/explain", Permission.ADMINISTRATOR),
            entry("GET /api/v1/lists/manager/entries", Permission.ADMINISTRATOR),
            entry("POST /api/v1/lists/manager/entries", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/lists/manager/entries/:id", Permission.ADMINISTRATOR),
            entry("GET /api/v1/lists/sources", Permission.ADMINISTRATOR),
            entry("PUT /api/v1/lists/sources/:name", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/lists/sources/:name", Permission.ADMINISTRATOR),
            entry("GET /api/v1/lists/locked", Permission.ADMINISTRATOR),
            entry("PUT /api/v1/lists/locked", Permission.ADMINISTRATOR),
            entry("GET /api/v1/grants", Permission.ADMINISTRATOR),
            entry("POST /api/v1/grants", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/grants/:id", Permission.ADMINISTRATOR),
            entry("GET /api/v1/supervised-sessions", Permission.ADMINISTRATOR),
            entry("POST /api/v1/supervised-sessions", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/supervised-sessions/:id", Permission.ADMINISTRATOR),
            entry("GET /api/v1/restrictions", Permission.ADMINISTRATOR),
            entry("POST /api/v1/restrictions", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/restrictions/:id", Permission.ADMINISTRATOR),
            entry("GET /api/v1/containments", Permission.ADMINISTRATOR),
            entry("POST /api/v1/containments", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/containments/:id", Permission.ADMINISTRATOR),
            entry("GET /api/v1/duty-exceptions", Permission.ADMINISTRATOR),
            entry("POST /api/v1/duty-exceptions", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/duty-exceptions/:id", Permission.ADMINISTRATOR),
            entry("GET /api/v1/people", Permission.ADMINISTRATOR),
            entry("GET /api/v1/people/changes", Permission.ADMINISTRATOR),
            entry("POST /api/v1/people/import", Permission.ADMINISTRATOR),
            entry("PUT /api/v1/people/:id", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/people/:id", Permission.ADMINISTRATOR),
            entry("POST /api/v1/people/:id/password-link", Permission.ADMINISTRATOR),
            entry("GET /password/:token", Permission.ANYONE),
            entry("POST /password/:token", Permission.ANYONE),
            entry("GET /api/v1/classes", Permission.ADMINISTRATOR),
            entry("PUT /api/v1/classes/:id", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/classes/:id", Permission.ADMINISTRATOR),
            entry("GET /api/v1/devices", Permission.ADMINISTRATOR),
            entry("POST /api/v1/devices/import", Permission.ADMINISTRATOR),
            entry("PUT /api/v1/devices/:id", Permission.ADMINISTRATOR),
            entry("DELETE /api/v1/devices/:id", Permission.ADMINISTRATOR),
            entry("GET /api/v1/suspected-incidents", Permission.ADMINISTRATOR),
            entry("GET /api/v1/access-log", Permission.ADMINISTRATOR),
            entry("GET /api/v1/gateways", Permission.ADMINISTRATOR),
            entry("GET /gateway/v1/bundle", Permission.GATEWAY),
            entry("GET /gateway/v1/files/:sha256", Permission.GATEWAY),
            entry("POST /gateway/v1/suspected-incidents", Permission.GATEWAY),
            entry("PUT /gateway/v1/status", Permission.GATEWAY));

    private Permissions() {}

    static Optional<Permission> of(HttpMethod method, Route route) {
        return Optional.ofNullable(TABLE.get(method + " " + route.patternString()));
    }
}
