package org.schoolgate.admin.policy;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Consumes;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Put;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.publish.PolicyText;
import org.schoolgate.admin.publish.Published;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy document. A replacement is published before it is answered; one with mistakes changes nothing and names
 * them all.
 */
public final class PolicyResource {
    private static final MediaType YAML = MediaType.parse("application/yaml");
    private static final String FILE = "policy.yaml";
    private static final Logger log = LoggerFactory.getLogger(PolicyResource.class);

    private final PolicyStore policies;
    private final Publisher publisher;
    private final SiteSets sites;
    private final InstantSource clock;

    /** @param sites that a policy may name besides its own */
    public PolicyResource(PolicyStore policies, Publisher publisher, SiteSets sites, InstantSource clock) {
        this.sites = sites;
        this.policies = policies;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Get("/api/v1/policy")
    @Blocking
    public HttpResponse current() {
        PolicyText policy = policies.current();
        ResponseHeaders headers = ResponseHeaders.builder(HttpStatus.OK)
                .contentType(YAML)
                .set(HttpHeaderNames.ETAG, etag(policy))
                .build();
        return HttpResponse.of(headers, HttpData.ofUtf8(policy.document()));
    }

    @Put("/api/v1/policy")
    @Consumes("application/yaml")
    @Consumes("text/yaml")
    @Consumes("text/plain")
    @Blocking
    public CompletableFuture<HttpResponse> replace(AggregatedHttpRequest request) {
        String document = text(request);
        check(document);
        String expected = request.headers().get(HttpHeaderNames.IF_MATCH, "*");
        return publisher
                .publish(() -> {
                    requireMatch(expected);
                    return policies.add(document, clock.instant());
                })
                .thenApply(this::answer);
    }

    /** {@code If-Match} of RFC 9110, section 13.1.1: a list of entity tags, or a star for any. */
    private void requireMatch(String expected) {
        String inForce = etag(policies.current());
        boolean matches = Stream.of(expected.split(",")).map(String::strip).anyMatch(Set.of("*", inForce)::contains);
        if (!matches) {
            throw ProblemException.preconditionFailed("the policy in force is version " + inForce);
        }
    }

    private static String etag(PolicyText policy) {
        return "\"" + policy.version() + "\"";
    }

    private HttpResponse answer(Published<Integer> published) {
        long generation = published.position().generation();
        Policy policy = published.publication().bundle().policy();
        log.info("Policy version {} published in generation {}", published.value(), generation);
        List<String> warnings = new ArrayList<>(policy.missing());
        warnings.addAll(policy.lints(clock.instant()));
        return Json.ok(new Replaced(published.value(), policy.version(), generation, warnings));
    }

    private static String text(AggregatedHttpRequest request) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.content().array()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest("the document is not UTF-8");
        }
    }

    private void check(String document) {
        try {
            Policy.compile(
                    PolicyReader.read(document, FILE, Vocabulary.standard(), sites),
                    sites,
                    Vocabulary.standard(),
                    Set.of());
        } catch (InvalidPolicyException e) {
            throw invalid(e.errors());
        } catch (IllegalArgumentException e) {
            throw invalid(
                    List.of(Map.of("file", FILE, "line", 1, "column", 1, "message", String.valueOf(e.getMessage()))));
        }
    }

    private static ProblemException invalid(List<?> errors) {
        return ProblemException.invalid(
                "invalid-policy",
                "The policy has mistakes",
                errors.size() + (errors.size() == 1 ? " mistake" : " mistakes") + "; the policy in force stays",
                errors);
    }

    /**
     * The answer to a replacement.
     *
     * @param version counts the policies that were published
     * @param policyVersion as explanations and incidents cite it
     * @param warnings what is still missing for the policy to work as it says, and what of it is probably not meant
     */
    private record Replaced(int version, String policyVersion, long generation, List<String> warnings) {}
}
