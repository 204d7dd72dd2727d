package org.schoolgate.admin.people;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Consumes;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.admin.people.Change.Action;
import org.schoolgate.admin.people.Change.Kind;
import org.schoolgate.admin.roster.NewPassword;
import org.schoolgate.admin.secret.Token;

/**
 * Links by which people set their own passwords: for one person, once, within a week. Whoever has the link needs no other
 * token; it is 256 random bits, of which the store keeps the hash.
 */
public final class PasswordResource {
    private static final String PAGE = "/password";
    private static final Duration LIFE = Duration.ofDays(7);
    private static final MediaType HTML = MediaType.HTML_UTF_8;

    /** Nothing but the form itself; its address, which has the token, is told to nobody. */
    private static final String POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Registrar registrar;
    private final PasswordLinkStore links;

    public PasswordResource(Registrar registrar, PasswordLinkStore links) {
        this.registrar = registrar;
        this.links = links;
    }

    @Post("/api/v1/people/{id}/password-link")
    @Blocking
    public HttpResponse makeLink(AggregatedHttpRequest request, @Param("id") String id, QueryParams params) {
        String by = Parameters.by(Query.of(params, "by"));
        Register register = registrar.register();
        if (!register.isHere(id)) {
            throw ProblemException.notFound("nobody has this id");
        }
        if (!register.byUsername().containsValue(id)) {
            throw ProblemException.invalidField(
                    "username", "none (expected: a person with a user name, to sign in with)");
        }
        String token = Token.create();
        Instant now = registrar.now();
        registrar.note(by, new Change(Kind.PERSON, id, Action.LINK_MADE, ""));
        links.put(Token.hash(token), id, now, now.plus(LIFE));
        return Json.created(new Link("https://" + request.authority() + PAGE + "/" + token, now.plus(LIFE)));
    }

    @Get(PAGE + "/{token}")
    @Blocking
    public HttpResponse form(@Param("token") String token) {
        return links.find(Token.hash(token), registrar.now()).isPresent()
                ? page(HttpStatus.OK, PasswordPage.form(""))
                : page(HttpStatus.NOT_FOUND, PasswordPage.over());
    }

    @Post(PAGE + "/{token}")
    @Consumes("application/x-www-form-urlencoded")
    @Blocking
    public CompletableFuture<HttpResponse> set(AggregatedHttpRequest request, @Param("token") String token) {
        String tokenHash = Token.hash(token);
        if (links.find(tokenHash, registrar.now()).isEmpty()) {
            return CompletableFuture.completedFuture(page(HttpStatus.NOT_FOUND, PasswordPage.over()));
        }
        QueryParams form = QueryParams.fromQueryString(request.contentUtf8());
        String password = form.get("password", "");
        if (!password.equals(form.get("again", ""))) {
            return refused("The two are not alike. \u2014 كلمتا المرور غير متطابقتين.");
        }
        if (!NewPassword.isLongEnough(password)) {
            return refused("Use 6 to 128 characters. \u2014 استخدم من 6 إلى 128 حرفًا.");
        }
        String passwordHash = Passwords.hash(password);
        return keep(tokenHash, passwordHash);
    }

    private static CompletableFuture<HttpResponse> refused(String why) {
        return CompletableFuture.completedFuture(page(HttpStatus.UNPROCESSABLE_ENTITY, PasswordPage.form(why)));
    }

    /** The link is used up with the change that it made, or not at all. */
    private CompletableFuture<HttpResponse> keep(String tokenHash, String passwordHash) {
        return registrar
                .publisher()
                .publish(() -> links.take(tokenHash, registrar.now())
                        .filter(registrar.register()::isHere)
                        .map(person -> registrar.setPassword(person, passwordHash)))
                .thenApply(published -> published.value().isPresent()
                        ? page(HttpStatus.OK, PasswordPage.done())
                        : page(HttpStatus.NOT_FOUND, PasswordPage.over()));
    }

    private static HttpResponse page(HttpStatus status, String html) {
        ResponseHeaders headers = ResponseHeaders.builder(status)
                .contentType(HTML)
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
                .set(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
                .build();
        return HttpResponse.of(headers, HttpData.ofUtf8(html));
    }

    private record Link(String link, Instant expiresAt) {}
}
