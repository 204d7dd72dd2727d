package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.When;

/** What a rule does, and by which name it is called. */
final class Ruling {
    private final Action action;
    private final String rule;
    private final @Nullable String clause;
    private final @Nullable When when;

    /** The decision that it came to last; several threads may put the same one here. */
    private @Nullable Decision made;

    /** @param when it applies; null for always */
    private Ruling(Action action, String rule, @Nullable String clause, @Nullable When when) {
        this.action = action;
        this.rule = rule;
        this.clause = clause;
        this.when = when;
    }

    Ruling(Action action, String rule, @Nullable String clause) {
        this(action, rule, clause, null);
    }

    static Ruling of(PolicyDocument.RuleSection rule) {
        return new Ruling(rule.action(), rule.id(), rule.clause(), rule.when());
    }

    static Ruling of(PolicyDocument.EntrySection entry) {
        return new Ruling(entry.action(), "entry/" + entry.text(), null, entry.when());
    }

    static Ruling of(Action action, PolicyDocument.RoleSection role) {
        return new Ruling(action, "role/" + role.id(), role.clause());
    }

    static Ruling closing(PolicyDocument.ZoneSection zone) {
        return new Ruling(Action.BLOCK, "zone/" + zone.id(), null, zone.closed());
    }

    static Ruling closing(PolicyDocument.RoleSection role) {
        return new Ruling(Action.BLOCK, "role/" + role.id(), role.clause(), role.closed());
    }

    Action action() {
        return action;
    }

    String rule() {
        return rule;
    }

    @Nullable
    String clause() {
        return clause;
    }

    /** Null for always. */
    @Nullable
    When when() {
        return when;
    }

    /**
     * The decision to allow, where there is no more to say than the rule. It is the same for every request, so it is made once,
     * and nothing is allocated.
     *
     * @param version of the policy
     */
    Decision allow(Step step, String version) {
        Decision decision = made;
        if (decision == null
                || decision.reason().step() != step
                || !decision.reason().policyVersion().equals(version)) {
            decision = new Decision.Allow(new Reason(step, rule, null, null, version, clause, null));
            made = decision;
        }
        return decision;
    }
}
