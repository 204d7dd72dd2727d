package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/** The longest host that an entry or a rule names; for equal hosts, the manager's live entry before the policy. */
record NamedStep() implements PrecedenceStep {
    @Override
    public Step step() {
        return Step.NAMED;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        RolePolicy role = question.rolePolicy();
        ManagerEntry live = question.live().nearest(question.host(), role.lineage());
        NamedRuling written = role.named().nearest(question.host());
        if (live != null && (written == null || length(live.pattern()) >= length(written.pattern()))) {
            return question.decide(step(), new Ruling(live.action(), "manager/" + live.id(), null));
        }
        return written == null ? null : question.decide(step(), written.ruling());
    }

    private static int length(HostPattern pattern) {
        return pattern.host().text().length();
    }

    @Override
    public String passed(Question question) {
        return "no entry and no rule names it for " + question.role().id();
    }
}
