package org.schoolgate.cli.policy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.console.TextFile;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Explanation;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.Judge;
import org.schoolgate.rules.policy.LeastChange;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.policy.Zone;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schoolgate policy explain}: what would be decided, by which step of the precedence, and why not by another. */
@Command(
        name = "explain",
        description = "Says what a policy decides for a role and a URL, and why.",
        footer = {
            "",
            "Asks a policy and an index in files; what network managers entered by hand since is known only to the",
            "admin process (GET /api/v1/explain)."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "A policy.")
    private Path policyFile;

    @Option(names = "--index", required = true, paramLabel = "FILE", description = "A compiled index.")
    private Path indexFile;

    @Mixin
    private SitesOption sites;

    @Option(names = "--role", required = true, paramLabel = "ID", description = "Who asks.")
    private String role;

    @Option(names = "--zone", paramLabel = "ID", description = "Where (the first zone that may hold the role).")
    private @Nullable String zone;

    @Option(
            names = "--at",
            paramLabel = "LOCAL-TIME",
            description = "When, in the school's time zone, such as 2026-11-24T10:15 (now).")
    private @Nullable LocalDateTime at;

    @Parameters(paramLabel = "URL", description = "A URL; without a scheme it is http, with https a tunnel.")
    private String url;

    @Override
    public Integer call() throws IOException, RefusedException {
        Index index = Index.open(indexFile);
        try {
            SiteSets known = sites.read();
            Policy policy = Policy.compile(
                    PolicyReader.read(TextFile.read(policyFile), policyFile.toString(), Vocabulary.standard(), known),
                    known,
                    Vocabulary.standard(),
                    index.categories());
            Request request = request(policy);
            Instant instant = instant(policy);
            print(
                    request,
                    instant,
                    policy.time(instant, role),
                    new Judge(policy, index::find, LiveFacts.NONE).explain(request, instant));
            return 0;
        } catch (InvalidPolicyException | UrlSyntaxException | IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private Request request(Policy policy) throws RefusedException, UrlSyntaxException {
        WebUrl asked = WebUrl.parseTyped(url);
        Principal principal = Principal.holding(policy.role(role).id());
        return new Request(
                principal,
                zone(policy),
                asked.host(),
                asked.port(),
                asked.secure() ? Scheme.CONNECT : Scheme.HTTP,
                asked.secure() ? null : asked.target());
    }

    private Zone zone(Policy policy) throws RefusedException {
        if (zone == null) {
            return policy.zones().stream()
                    .filter(each -> each.roles().contains(role))
                    .findFirst()
                    .orElseGet(() -> Zone.unknown(role));
        }
        Zone found = policy.zone(zone);
        if (found == null) {
            throw new RefusedException("zone: \"" + zone + "\" (expected: one of "
                    + policy.zones().stream().map(Zone::id).toList() + ")");
        }
        return found;
    }

    private Instant instant(Policy policy) {
        return at == null
                ? Instant.now()
                : at.atZone(policy.school().timeZone()).toInstant();
    }

    private void print(Request request, Instant instant, String time, Explanation explanation) {
        if (output.isJson()) {
            output.json(ExplanationFacts.of(request, instant, explanation));
            return;
        }
        PrintWriter out = output.text();
        out.println(explanation.decision().action().id() + ": "
                + explanation.decision().reason().step().id() + ", "
                + explanation.decision().reason().rule());
        out.println("time: " + time);
        explanation
                .trace()
                .forEach(line -> out.printf(
                        "%3d %-14s %-11s %s%n",
                        line.step().number(), line.step().id(), line.outcome().id(), line.text()));
        printLeast(out, explanation);
    }

    private static void printLeast(PrintWriter out, Explanation explanation) {
        LeastChange least = explanation.least();
        if (least != null) {
            String other = explanation.decision().action() == Action.ALLOW ? Action.BLOCK.id() : Action.ALLOW.id();
            String reached = least.roles().isEmpty() ? "" : " (reaches " + String.join(", ", least.roles()) + ")";
            out.println("to " + other + " it: " + least.text() + reached);
        }
    }
}
