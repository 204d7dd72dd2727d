package org.schoolgate.rules.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;

/** Blocks what no role may reach; a duty exception opens a part of it to one person. */
record RiskFloorStep(Set<Category> floor) implements PrecedenceStep {
    private static final Ruling BLOCK = new Ruling(Action.BLOCK, "risk_floor", null);

    @Override
    public Step step() {
        return Step.RISK_FLOOR;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        Match found = null;
        List<Match> listings = question.verdict().listings();
        for (int i = 0; i < listings.size(); i++) {
            Match match = listings.get(i);
            if (holds(match.category(), question) && (found == null || found.isAssumed())) {
                found = match;
            }
        }
        return found == null ? null : question.decide(step(), BLOCK, found);
    }

    private boolean holds(Category category, Question question) {
        return floor.contains(category)
                && !(category.equals(RiskFloor.LIFTED_BY_DUTY) && GrantStep.duty(category, question) != null);
    }

    @Override
    public String passed(Question question) {
        return "no list has it as "
                + String.join(", ", floor.stream().map(Category::id).sorted().toList());
    }
}
