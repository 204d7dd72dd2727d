package org.schoolgate.rules.policy;

import java.util.Set;
import org.schoolgate.rules.Category;

/**
 * What a teacher may open for a lesson.
 *
 * @param categories none of risk
 * @param sites ids
 */
public record Grantable(Set<Category> categories, Set<String> sites) {
    public static final Grantable NOTHING = new Grantable(Set.of(), Set.of());

    public Grantable {
        categories = Set.copyOf(categories);
        sites = Set.copyOf(sites);
    }
}
