package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/** One step of precedence. Stateless but for the policy it was made from. */
interface PrecedenceStep {
    Step step();

    /** The decision, when this step has something to say about the request; else null. */
    @Nullable
    Decision decide(Question question);

    /** Why the step let the request pass, for a network manager. */
    String passed(Question question);

    /** Whether no request can meet anything here. */
    default boolean isEmpty(Question question) {
        return false;
    }
}
