package org.schoolgate.proxy.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.portal.Notice;
import org.schoolgate.proxy.portal.Occasion;
import org.schoolgate.proxy.portal.Page;
import org.schoolgate.proxy.portal.Portal;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.Audience;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Step;

/** Builds the responses that we give in an origin's place: complete, with a length, never to be stored. */
final class Answers {
    private static final String PROXY_STATUS = "proxy-status";
    /** Every rate has room for a request a second. */
    private static final int RETRY_SECONDS = 1;
    /** Until passwords are tried again, or there is room to. */
    private static final int SIGN_IN_RETRY_SECONDS = 5;
    /** What people sign in to where the school's name cannot stand in the field (RFC 9110, section 11.5). */
    private static final String REALM = "Schoolgate";

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]+");
    /** The built-in rule that closes unlisted sites to pupils, see {@code Policy.missing}. */
    private static final String REQUIRED_CATEGORIES = "required_categories";

    private final Portal portal;
    private final DateField date;

    Answers(Portal portal, DateField date) {
        this.portal = portal;
        this.date = date;
    }

    /** Says that policy blocks it. */
    FullHttpResponse blocked(Exchange exchange, Policy policy, Judgement judgement) {
        Reason reason = judgement.decision().reason();
        Category category = reason.category();
        String reference = exchange.reference();
        Occasion occasion = occasion(reason);
        Notice notice = new Notice(
                occasion,
                audience(policy, judgement.identity()),
                policy.school().languages(),
                reference,
                reason.isSealed() ? null : judgement.host().text(),
                category == null ? null : category.id(),
                reason.rule(),
                until(policy, reason));
        Page page = portal.page(notice, exchange.reader());
        String details = "blocked by policy, reference " + reference;
        return occasion == Occasion.CLOSED
                ? response(HttpResponseStatus.SERVICE_UNAVAILABLE, proxyStatus("proxy_configuration_error", ""), page)
                : response(HttpResponseStatus.FORBIDDEN, proxyStatus("http_request_denied", details), page);
    }

    private static @Nullable ZonedDateTime until(Policy policy, Reason reason) {
        // That something is contained till then is no news for those who look for it.
        Instant until = reason.step() == Step.CONTAINMENT ? null : reason.until();
        return until == null ? null : until.atZone(policy.school().timeZone());
    }

    static Occasion occasion(Reason reason) {
        boolean isAllClosed = reason.step() == Step.RESTRICTION && reason.category() == null;
        if (reason.step() == Step.CLOSURE || isAllClosed) {
            return Occasion.CLOSED_NOW;
        }
        return switch (reason.rule()) {
            case REQUIRED_CATEGORIES -> Occasion.LISTS_MISSING;
            case Reason.LOCKED_LIST_MISSING -> Occasion.CLOSED;
            default -> Occasion.BLOCKED;
        };
    }

    FullHttpResponse refused(Exchange exchange, Refusal refusal) {
        Page page = portal.page(notice(exchange, refusal.occasion()), exchange.reader());
        FullHttpResponse response = response(refusal.status(), proxyStatus(refusal.error(), refusal.details()), page);
        if (refusal == Refusal.TOO_MANY_REQUESTS) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        } else if (refusal.occasion() == Occasion.SIGN_IN_LATER) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, SIGN_IN_RETRY_SECONDS);
        }
        if (refusal.status().equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED)) {
            response.headers().set(HttpHeaderNames.PROXY_AUTHENTICATE, challenge(exchange.policy()));
        }
        return response;
    }

    /** RFC 7617. */
    private static String challenge(@Nullable Policy policy) {
        String name = policy == null ? REALM : policy.school().name();
        String realm = PRINTABLE.matcher(name).matches() ? name : REALM;
        return "Basic realm=\"" + realm.replace("\\", "\\\\").replace("\"", "\\\"") + "\", charset=\"UTF-8\"";
    }

    private static Notice notice(Exchange exchange, Occasion occasion) {
        Policy policy = exchange.policy();
        Identity who = exchange.identity();
        if (policy == null || who == null) {
            return Notice.ofUnknown(occasion);
        }
        return new Notice(
                occasion, audience(policy, who), policy.school().languages(), null, exchange.host(), null, null, null);
    }

    private static Audience audience(Policy policy, Identity who) {
        return policy.role(who.principal().role()).audience();
    }

    /** RFC 9209; the details are our own words, which have nothing in them to escape. */
    private static String proxyStatus(String error, String details) {
        String status = "schoolgate; error=" + error;
        return details.isEmpty() ? status : status + "; details=\"" + details + "\"";
    }

    /** To whom asks what we can do (RFC 9110, section 9.3.7). */
    FullHttpResponse options() {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.ALLOW, RequestDecoder.METHODS_TEXT);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        date.addIfMissing(response.headers());
        return response;
    }

    /** Sends a client elsewhere, with the same method (RFC 9110, section 15.4.8). */
    FullHttpResponse redirect(String location) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.TEMPORARY_REDIRECT);
        response.headers().set(HttpHeaderNames.LOCATION, location);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        date.addIfMissing(response.headers());
        return response;
    }

    private FullHttpResponse response(HttpResponseStatus status, String proxyStatus, Page page) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(page.bytes()));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, page.contentType());
        headers.set(HttpHeaderNames.CONTENT_LENGTH, page.bytes().length);
        headers.set(HttpHeaderNames.CONTENT_LANGUAGE, page.language().toLanguageTag());
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, page.securityPolicy());
        headers.set("x-content-type-options", "nosniff");
        headers.set(PROXY_STATUS, proxyStatus);
        date.addIfMissing(headers);
        return response;
    }
}
