package org.schoolgate.rules.policy;

import java.util.Set;
import org.schoolgate.rules.Category;

/**
 * To whom something goes that was noticed or reported. All that is given has to fit; of the routes that fit, the first counts.
 *
 * @param themes of which one it is about; empty for any
 * @param categories of which one it was noticed by; empty for any
 * @param reporters roles of whoever reports it; empty for any, and for what the gateway noticed
 * @param to at least one
 */
public record AlertRoute(Set<Theme> themes, Set<Category> categories, Set<String> reporters, Set<Office> to) {
    public AlertRoute {
        themes = Set.copyOf(themes);
        categories = Set.copyOf(categories);
        reporters = Set.copyOf(reporters);
        to = Set.copyOf(to);
    }

    /** Whether everything fits, so that no route after it counts. */
    boolean isForAll() {
        return themes.isEmpty() && categories.isEmpty() && reporters.isEmpty();
    }
}
