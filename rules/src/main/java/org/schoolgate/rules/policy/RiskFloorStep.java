package org.schoolgate.rules.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;

/** Blocks what no role may reach. */
record RiskFloorStep(Set<Category> floor) implements PrecedenceStep {
    private static final Ruling BLOCK = new Ruling(Action.BLOCK, "risk_floor", null);

    @Override
    public Step step() {
        return Step.RISK_FLOOR;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        Match found = null;
        for (Match match : question.verdict().listings()) {
            if (floor.contains(match.category()) && (found == null || found.isAssumed())) {
                found = match;
            }
        }
        return found == null ? null : question.decide(step(), BLOCK, found);
    }

    @Override
    public String passed(Question question) {
        return "no list has it as "
                + String.join(", ", floor.stream().map(Category::id).sorted().toList());
    }
}
