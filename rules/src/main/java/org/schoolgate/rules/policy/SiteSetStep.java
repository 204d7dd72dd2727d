package org.schoolgate.rules.policy;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;

/** Lets the hosts of a shipped set through, whoever asks. */
record SiteSetStep(Step step, Category category, Function<Host, @Nullable Site> set) implements PrecedenceStep {
    @Override
    public @Nullable Decision decide(Question question) {
        Site site = set.apply(question.host());
        return site == null ? null : question.decide(step, new Ruling(Action.ALLOW, category.id(), null), site.match());
    }

    @Override
    public String passed(Question question) {
        return "not in the " + category + " set";
    }
}
