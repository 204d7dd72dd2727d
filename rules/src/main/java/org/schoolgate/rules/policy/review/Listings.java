package org.schoolgate.rules.policy.review;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;

/** In which categories lists have a host. */
@FunctionalInterface
public interface Listings {
    /** Where no lists are at hand. */
    Listings UNKNOWN = host -> null;

    /** Null where that is not known. */
    @Nullable
    Set<Category> of(Host host);
}
