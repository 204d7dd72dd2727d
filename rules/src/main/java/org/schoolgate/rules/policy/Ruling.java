package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/** What a rule does, and by which name it is called. */
record Ruling(Action action, String rule, @Nullable String clause) {
    static Ruling of(PolicyDocument.RuleSection rule) {
        return new Ruling(rule.action(), rule.id(), rule.clause());
    }

    static Ruling of(Action action, PolicyDocument.RoleSection role) {
        return new Ruling(action, "role/" + role.id(), role.clause());
    }
}
