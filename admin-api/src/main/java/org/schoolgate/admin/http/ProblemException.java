package org.schoolgate.admin.http;

import com.linecorp.armeria.common.HttpStatus;
import java.util.List;
import java.util.Map;

/**
 * A request that cannot be served, for a reason its sender is told. Thrown anywhere below a route, answered in one
 * place.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient HttpStatus status;
    private final String code;
    private final String title;
    private final transient Map<String, Object> members;

    private ProblemException(HttpStatus status, String code, String title, String detail, Map<String, Object> members) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.members = Map.copyOf(members);
    }

    public static ProblemException badRequest(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "bad-request", "Bad request", detail, Map.of());
    }

    public static ProblemException unauthorized() {
        return new ProblemException(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "Not signed in",
                "send the header Authorization: Bearer TOKEN",
                Map.of());
    }

    public static ProblemException forbidden() {
        return new ProblemException(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "Not permitted",
                "this token does not permit this request",
                Map.of());
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(HttpStatus.NOT_FOUND, "not-found", "Not found", detail, Map.of());
    }

    public static ProblemException misdirected() {
        return new ProblemException(
                HttpStatus.MISDIRECTED_REQUEST,
                "misdirected-request",
                "Not this server's name",
                "the Host header names neither this server nor one of its addresses",
                Map.of());
    }

    public static ProblemException preconditionFailed(String detail) {
        return new ProblemException(
                HttpStatus.PRECONDITION_FAILED, "precondition-failed", "Changed in the meantime", detail, Map.of());
    }

    static ProblemException tooLarge(long maxBytes) {
        return new ProblemException(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                "request-entity-too-large",
                "Request Entity Too Large",
                "the body is larger than the " + maxBytes + " bytes that this route accepts",
                Map.of());
    }

    /** Well-formed, and yet nothing that can be accepted; {@code errors} has one element for each reason. */
    public static ProblemException invalid(String code, String title, String detail, List<?> errors) {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_ENTITY, code, title, detail, Map.of("errors", List.copyOf(errors)));
    }

    /** One field of a JSON body that is well-formed and not acceptable. */
    public static ProblemException invalidField(String field, String message) {
        return invalid(
                "invalid-field",
                "A field is not acceptable",
                field + ": " + message,
                List.of(Map.of("field", field, "message", message)));
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    Map<String, Object> members() {
        return members;
    }
}
