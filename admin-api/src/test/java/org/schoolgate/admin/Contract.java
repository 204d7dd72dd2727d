package org.schoolgate.admin;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;

/** {@code openapi.yaml}, against which answers are held. */
final class Contract {
    private static final OpenAPI API =
            new OpenAPIV3Parser().read("org/schoolgate/admin/openapi.yaml", List.of(), resolving());
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createFor(API).build();

    private static ParseOptions resolving() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        return options;
    }

    /** As in {@code PUT /api/v1/lists/sources/{name}}. */
    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        API.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> routes.add(method + " " + path)));
        return routes;
    }

    void check(HttpRequest request, HttpResponse<byte[]> answer) {
        SimpleResponse.Builder response =
                SimpleResponse.Builder.status(answer.statusCode()).withBody(answer.body());
        answer.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")) {
                response.withHeader(name, values);
            }
        });
        ValidationReport report = VALIDATOR.validateResponse(
                request.uri().getPath(), Request.Method.valueOf(request.method()), response.build());
        List<String> differences = report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(ValidationReport.Message::getMessage)
                .toList();
        Assertions.assertThat(differences)
                .as("%s %s answered %d", request.method(), request.uri(), answer.statusCode())
                .isEmpty();
    }
}
