package org.schoolgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.server.ServiceConfig;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every route. */
final class RoutesTest extends OneAdmin {
    /** Routes that ask for no token, and what they answer: who sets a password has a link, and "x" is none. */
    private static final Map<String, Integer> FOR_ANYONE =
            Map.of("GET /api/v1/health", 200, "GET /password/{token}", 404, "POST /password/{token}", 404);

    /** As in {@code PUT /api/v1/lists/sources/{name}}. */
    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (ServiceConfig service : admin.server().https().serviceConfigs()) {
            String path = service.route().patternString().replaceAll(":(\\w+)", "{$1}");
            service.route().methods().forEach(method -> routes.add(method + " " + path));
        }
        return routes;
    }

    @Test
    void contractHasTheRoutesThatThereAreAndNoOther() {
        assertThat(routes()).isEqualTo(new Contract().routes());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routeIsInThePermissionTable(String route) throws Exception {
        int people = admin.send(request(route, admin.adminToken())).status();
        int gateway = admin.send(request(route, admin.enrolled().token())).status();
        assertThat(people == 403 && gateway == 403)
                .as("the table forgets %s: nobody may call it", route)
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routeIsForPeopleOrForGatewaysAndNeverForBoth(String route) throws Exception {
        boolean gatewaysOwn = route.contains(" /gateway/");
        String other = gatewaysOwn ? admin.adminToken() : admin.enrolled().token();
        int expected = FOR_ANYONE.getOrDefault(route, 403);
        assertThat(admin.send(request(route, other)).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routeAnswersNobodyWithoutAToken(String route) throws Exception {
        Answer none = admin.send(request(route, ""));
        Answer wrong = admin.send(request(route, "x" + admin.adminToken()));
        if (FOR_ANYONE.containsKey(route)) {
            assertThat(none.status()).isEqualTo(FOR_ANYONE.get(route));
            return;
        }
        assertThat(none.status()).isEqualTo(401);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(none.header("www-authenticate")).startsWith("Bearer");
        assertThat(none.json().path("type").asText()).isEqualTo("urn:schoolgate:problem:unauthorized");
    }

    private static HttpRequest.Builder request(String route, String token) {
        String[] methodAndPath = route.split(" ", 2);
        HttpRequest.Builder request = admin.request(methodAndPath[1].replaceAll("\\{\\w+}", "x"));
        if (methodAndPath[0].startsWith("P")) {
            request.header("Content-Type", contentType(route));
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.method(
                methodAndPath[0],
                methodAndPath[0].startsWith("P") ? RunningAdmin.body("{}") : HttpRequest.BodyPublishers.noBody());
    }

    private static String contentType(String route) {
        if (route.contains("/password/")) {
            return "application/x-www-form-urlencoded";
        }
        return route.endsWith("/policy") ? "application/yaml" : "application/json";
    }
}
