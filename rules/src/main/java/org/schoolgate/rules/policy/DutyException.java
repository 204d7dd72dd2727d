package org.schoolgate.rules.policy;

import java.util.EnumSet;
import java.util.Set;
import org.schoolgate.rules.Category;

/**
 * By the head's ruling, sites of these categories are open for a while to a person whose duty it is to look at them. Of the
 * risk floor only {@link RiskFloor#LIFTED_BY_DUTY} can be among them; nothing is lifted by others.
 */
public record DutyException(Given given, Whom whom, Set<Category> categories) implements AddressedFact {
    private static final Set<Whom.Kind> KINDS = EnumSet.of(Whom.Kind.PERSON);

    /** @throws IllegalArgumentException when it is for anyone but one person, or for no category */
    public DutyException {
        whom.require(KINDS);
        categories = Set.copyOf(categories);
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("categories: none (expected: at least one)");
        }
    }

    @Override
    public Kind kind() {
        return Kind.DUTY_EXCEPTION;
    }
}
