package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.schoolgate.proxy.identity.Attempt;
import org.schoolgate.proxy.origin.DialException;
import org.schoolgate.proxy.portal.Occasion;

/**
 * An answer in the origin's place that is not policy's.
 *
 * @param error name of the error in a {@code Proxy-Status} field (RFC 9209, section 2.3)
 * @param details more about it, in our own words; may be empty
 * @param isFault whether the request was in order, and only failed
 */
record Refusal(HttpResponseStatus status, String error, String details, Occasion occasion, boolean isFault) {
    static final Refusal NOT_READY = new Refusal(
            HttpResponseStatus.SERVICE_UNAVAILABLE, "proxy_configuration_error", "", Occasion.NOT_READY, false);
    static final Refusal LOOP = new Refusal(
            HttpResponseStatus.valueOf(508, "Loop Detected"), "proxy_loop_detected", "", Occasion.LOOP, false);
    /** The port serves other zones than the client's. */
    static final Refusal OTHER_PLACE =
            new Refusal(HttpResponseStatus.FORBIDDEN, "http_request_denied", "", Occasion.OTHER_PLACE, false);

    static final Refusal TOO_MANY_REQUESTS = new Refusal(
            HttpResponseStatus.TOO_MANY_REQUESTS,
            "http_request_denied",
            "too many requests",
            Occasion.TOO_MANY_REQUESTS,
            false);

    /** In the place where the client is everyone signs in. */
    static final Refusal SIGN_IN = new Refusal(
            HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED, "sign_in_needed", "", Occasion.SIGN_IN, false);

    static final Refusal WRONG_PASSWORD = new Refusal(
            HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED, "sign_in_failed", "", Occasion.SIGN_IN_FAILED, false);
    static final Refusal SIGN_IN_TOO_SOON =
            new Refusal(HttpResponseStatus.TOO_MANY_REQUESTS, "sign_in_too_soon", "", Occasion.SIGN_IN_LATER, false);
    static final Refusal SIGN_IN_BUSY =
            new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "sign_in_busy", "", Occasion.SIGN_IN_LATER, false);
    /** The client cannot be asked: it came in the clear, or does not know that it has come to a proxy. */
    static final Refusal SIGN_IN_ELSEWHERE =
            new Refusal(HttpResponseStatus.FORBIDDEN, "sign_in_needed", "", Occasion.NO_SIGN_IN, false);
    /** Nobody could: the gateway knows no passwords. Asking for one all the same would be asked again for ever. */
    static final Refusal NO_SIGN_IN =
            new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "sign_in_impossible", "", Occasion.NO_SIGN_IN, false);

    static final Refusal PORT_NOT_ALLOWED = new Refusal(
            HttpResponseStatus.FORBIDDEN, "destination_ip_prohibited", "", Occasion.PORT_NOT_ALLOWED, false);
    static final Refusal UPGRADE_NOT_ALLOWED = new Refusal(
            HttpResponseStatus.FORBIDDEN,
            "http_request_denied",
            "WebSocket to a site of no category",
            Occasion.BLOCKED,
            false);
    static final Refusal DNS_OVER_HTTP = new Refusal(
            HttpResponseStatus.FORBIDDEN, "http_request_denied", "name resolution over HTTP", Occasion.BLOCKED, false);
    static final Refusal UNSAFE_SEARCH = new Refusal(
            HttpResponseStatus.FORBIDDEN,
            "http_request_denied",
            "search by a form that could take safe search back",
            Occasion.BLOCKED,
            false);
    static final Refusal BAD_ANSWER =
            new Refusal(HttpResponseStatus.BAD_GATEWAY, "http_protocol_error", "", Occasion.BAD_ANSWER, true);
    static final Refusal CUT_OFF =
            new Refusal(HttpResponseStatus.BAD_GATEWAY, "http_response_incomplete", "", Occasion.BAD_ANSWER, true);
    /** The client takes nothing any more; said in the record only, since nobody would read it. */
    static final Refusal CLIENT_STALLED =
            new Refusal(HttpResponseStatus.BAD_GATEWAY, "client_stalled", "", Occasion.TIMEOUT, true);

    static final Refusal SLOW_UPLOAD = new Refusal(
            HttpResponseStatus.REQUEST_TIMEOUT, "http_request_error", "body comes too slowly", Occasion.TIMEOUT, true);
    /** As {@link #CLIENT_STALLED}. */
    static final Refusal SLOW_DOWNLOAD =
            new Refusal(HttpResponseStatus.BAD_GATEWAY, "client_too_slow", "", Occasion.TIMEOUT, true);

    static final Refusal NO_ANSWER =
            new Refusal(HttpResponseStatus.GATEWAY_TIMEOUT, "http_response_timeout", "", Occasion.TIMEOUT, true);

    static Refusal of(Attempt.Failed attempt) {
        return switch (attempt.why()) {
            case WRONG -> WRONG_PASSWORD;
            case TOO_SOON -> SIGN_IN_TOO_SOON;
            case BUSY -> SIGN_IN_BUSY;
        };
    }

    static Refusal of(MalformedMessageException request) {
        return new Refusal(request.status(), "http_request_error", request.detail(), Occasion.BAD_REQUEST, false);
    }

    static Refusal of(DialException.Outcome outcome) {
        return switch (outcome) {
            case NAME_NOT_FOUND -> of(outcome, Occasion.NAME_NOT_FOUND, true);
            case REFUSED, UNREACHABLE, PARENT_DENIES -> of(outcome, Occasion.UNREACHABLE, true);
            case NAME_TIMEOUT, CONNECT_TIMEOUT -> of(outcome, Occasion.TIMEOUT, true);
            case ADDRESS_PROHIBITED -> of(outcome, Occasion.INSIDE_ADDRESS, false);
            case OURSELVES -> LOOP;
        };
    }

    private static Refusal of(DialException.Outcome outcome, Occasion occasion, boolean isFault) {
        return new Refusal(HttpResponseStatus.valueOf(outcome.status()), outcome.token(), "", occasion, isFault);
    }
}
