package org.schoolgate.rules.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a policy without mistakes says that is probably not meant. */
public final class PolicyLints {
    private PolicyLints() {}

    /** One line each, for people; empty when all is well. Looks a year ahead, which takes a while. */
    public static List<String> of(PolicyDocument document, Vocabulary vocabulary, Instant now) {
        List<String> lints = new ArrayList<>(RuleLints.of(document, vocabulary));
        lints.addAll(TimeLints.of(document, now));
        return lints;
    }
}
