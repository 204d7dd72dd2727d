package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.When;

/**
 * What a rule does, and by which name it is called.
 *
 * @param when it applies; null for always
 */
record Ruling(
        Action action,
        String rule,
        @Nullable String clause,
        @Nullable When when) {
    Ruling(Action action, String rule, @Nullable String clause) {
        this(action, rule, clause, null);
    }

    static Ruling of(PolicyDocument.RuleSection rule) {
        return new Ruling(rule.action(), rule.id(), rule.clause(), rule.when());
    }

    static Ruling of(PolicyDocument.EntrySection entry) {
        return new Ruling(entry.action(), "entry/" + entry.pattern(), null, entry.when());
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
}
