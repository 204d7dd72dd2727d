package org.schoolgate.admin.policy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.policy.Explanation;
import org.schoolgate.rules.policy.LeastChange;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.TraceLine;

/** An explanation as people get it: what was asked, what is decided, and what each step of precedence had to say. */
record ExplanationView(
        String host,
        String role,
        String zone,
        Instant at,
        String decision,
        String step,
        String rule,
        @Nullable String category,
        @Nullable String list,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable String entry,
        @Nullable String matched,
        @Nullable Instant fetchedAt,
        @Nullable String licence,
        String policyVersion,
        @Nullable String clause,
        @Nullable Instant until,
        long generation,
        List<String> edits,
        @Nullable Least leastChange,
        List<Line> trace) {
    static ExplanationView of(Request request, Instant at, Generation position, Explanation explanation) {
        Reason reason = explanation.decision().reason();
        Match match = reason.match();
        Provenance provenance =
                match == null ? Provenance.UNKNOWN : match.list().provenance();
        return new ExplanationView(
                reason.isSealed() ? "" : request.host().text(),
                request.principal().role(),
                request.zone().id(),
                at,
                explanation.decision().action().id(),
                reason.step().id(),
                reason.rule(),
                reason.category() == null ? null : reason.category().id(),
                match == null ? null : match.list().name(),
                match == null ? null : match.file(),
                match == null ? null : match.line(),
                match == null ? null : match.entry().text(),
                match == null ? null : match.matched(),
                provenance.fetchedAt().orElse(null),
                provenance.licence().isEmpty() ? null : provenance.licence(),
                reason.policyVersion(),
                reason.clause(),
                reason.until(),
                position.generation(),
                explanation.edits(),
                explanation.least() == null ? null : Least.of(explanation.least()),
                explanation.trace().stream().map(Line::of).toList());
    }

    record Least(String text, @Nullable Entry entry, List<String> roles, boolean secondPerson) {
        static Least of(LeastChange least) {
            return new Least(
                    least.text(),
                    least.entry() == null ? null : Entry.of(least.entry()),
                    least.roles(),
                    least.needsSecondPerson());
        }
    }

    record Entry(String pattern, String action, String role) {
        static Entry of(LeastChange.Entry entry) {
            return new Entry(entry.pattern().text(), entry.action().id(), entry.role());
        }
    }

    record Line(int number, String step, String outcome, String text) {
        static Line of(TraceLine line) {
            return new Line(
                    line.step().number(), line.step().id(), line.outcome().id(), line.text());
        }
    }
}
