package org.schoolgate.cli.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.schoolgate.cli.console.ProvenanceFacts;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.policy.Explanation;
import org.schoolgate.rules.policy.LeastChange;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.TraceLine;

/** An explanation as JSON: the same keys as the admin's {@code GET /api/v1/explain}. */
final class ExplanationFacts {
    private ExplanationFacts() {}

    static Map<String, Object> of(Request request, Instant at, Explanation explanation) {
        Reason reason = explanation.decision().reason();
        Match match = reason.match();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("host", request.host().text());
        facts.put("role", request.principal().role());
        facts.put("zone", request.zone().id());
        facts.put("at", at.toString());
        facts.put("decision", explanation.decision().action().id());
        facts.put("step", reason.step().id());
        facts.put("rule", reason.rule());
        facts.put(
                "category", reason.category() == null ? null : reason.category().id());
        facts.put("list", match == null ? null : match.list().name());
        facts.put("file", match == null ? null : match.file());
        facts.put("line", match == null ? null : match.line());
        facts.put("entry", match == null ? null : match.entry().text());
        facts.put("matched", match == null ? null : match.matched());
        ProvenanceFacts.put(match == null ? Provenance.UNKNOWN : match.list().provenance(), facts);
        facts.put("policyVersion", reason.policyVersion());
        facts.put("clause", reason.clause());
        facts.put("until", reason.until() == null ? null : reason.until().toString());
        facts.put("edits", explanation.edits());
        facts.put("leastChange", explanation.least() == null ? null : of(explanation.least()));
        facts.put(
                "trace", explanation.trace().stream().map(ExplanationFacts::of).toList());
        return facts;
    }

    private static Map<String, Object> of(LeastChange least) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("text", least.text());
        facts.put("entry", least.entry() == null ? null : of(least.entry()));
        facts.put("roles", least.roles());
        facts.put("secondPerson", least.needsSecondPerson());
        return facts;
    }

    private static Map<String, Object> of(LeastChange.Entry entry) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("pattern", entry.pattern().text());
        facts.put("action", entry.action().id());
        facts.put("role", entry.role());
        return facts;
    }

    private static Map<String, Object> of(TraceLine line) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("number", line.step().number());
        facts.put("step", line.step().id());
        facts.put("outcome", line.outcome().id());
        facts.put("text", line.text());
        return facts;
    }
}
