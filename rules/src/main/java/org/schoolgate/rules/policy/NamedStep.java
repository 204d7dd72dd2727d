package org.schoolgate.rules.policy;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The longest host that an entry or a rule names; for equal hosts, what was said for the narrower "who", then the manager's
 * live entry before the policy.
 */
record NamedStep() implements PrecedenceStep {
    private static final Comparator<NamedRuling> LONGEST_HOST = Comparator.comparingInt(
                    (NamedRuling named) -> named.pattern().host().text().length())
            .reversed()
            .thenComparingInt(NamedRuling::distance);

    @Override
    public Step step() {
        return Step.NAMED;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        RolePolicy role = question.rolePolicy();
        NamedRuling live = question.live().nearest(question.host(), role.lineage());
        NamedRuling written = role.named().nearest(question.host());
        NamedRuling first =
                live != null && (written == null || LONGEST_HOST.compare(live, written) <= 0) ? live : written;
        return first == null ? null : question.decide(step(), first.ruling());
    }

    @Override
    public String passed(Question question) {
        return "no entry and no rule names it for " + question.role().id();
    }
}
