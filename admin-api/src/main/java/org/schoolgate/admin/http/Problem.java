package org.schoolgate.admin.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.linecorp.armeria.common.HttpStatus;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not a success (RFC 9457).
 *
 * @param type stable across releases, for programs: {@code urn:schoolgate:problem:CODE}
 * @param title for people, the same for every problem of this type
 * @param detail for people, about this occurrence
 * @param requestId as in the answer's header, to find the matching lines of the server's log
 * @param members further members, such as {@code errors}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        String requestId,
        @JsonAnyGetter Map<String, Object> members) {
    private static final String TYPE_PREFIX = "urn:schoolgate:problem:";

    Problem {
        members = Map.copyOf(members);
    }

    static Problem of(ProblemException cause, String requestId) {
        return new Problem(
                TYPE_PREFIX + cause.code(),
                cause.title(),
                cause.status().code(),
                cause.getMessage(),
                requestId,
                cause.members());
    }

    /** What the server itself refuses, before any of our code sees it. */
    static Problem of(HttpStatus status, @Nullable String detail, String requestId) {
        String code = status.reasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return new Problem(TYPE_PREFIX + code, status.reasonPhrase(), status.code(), detail, requestId, Map.of());
    }
}
