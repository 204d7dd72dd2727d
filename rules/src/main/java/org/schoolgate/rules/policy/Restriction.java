package org.schoolgate.rules.policy;

import java.util.EnumSet;
import java.util.Set;
import org.schoolgate.rules.Category;

/**
 * What a person does not get for a while; or a class, a room, everyone of a role, because they sit an exam.
 *
 * @param categories none for everything but the help set and the infrastructure set
 */
public record Restriction(Given given, Whom whom, Set<Category> categories) implements AddressedFact {
    private static final Set<Whom.Kind> KINDS =
            EnumSet.of(Whom.Kind.PERSON, Whom.Kind.CLASS, Whom.Kind.ROOM, Whom.Kind.ROLE);

    /** @throws IllegalArgumentException when it is for devices */
    public Restriction {
        whom.require(KINDS);
        categories = Set.copyOf(categories);
    }

    /** Whether it leaves nothing. */
    boolean isClosure() {
        return categories.isEmpty();
    }

    @Override
    public Kind kind() {
        return Kind.RESTRICTION;
    }
}
